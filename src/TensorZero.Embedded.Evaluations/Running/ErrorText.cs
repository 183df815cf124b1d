namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>What stands in a row or a score when something went wrong.</summary>
internal static class ErrorText
{
    /// <summary>Errors of ours say all themselves; of others the type tells more than the message.</summary>
    public static string Of(Exception exception) =>
        exception is TensorZeroException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
}
