namespace TensorZero.Embedded.Evaluations.Tests;

/// <summary>Expects exceptions of asynchronous calls.</summary>
internal static class Catch
{
    public static async Task<T> Async<T>(Func<Task> call)
        where T : Exception
    {
        try
        {
            await call();
        }
        catch (T exception)
        {
            return exception;
        }

        throw new AssertionException($"A {typeof(T).Name} was expected.");
    }
}
