namespace TensorZero.Embedded.Tests;

/// <summary>A wait that never ends fails its test instead of hanging the run. No test's outcome depends on how long this is.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static Task OrFail(this Task task) => task.WaitAsync(Limit);

    public static Task<T> OrFail<T>(this Task<T> task) => task.WaitAsync(Limit);
}
