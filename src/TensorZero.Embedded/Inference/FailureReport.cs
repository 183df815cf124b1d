using TensorZero.Embedded.Models;

namespace TensorZero.Embedded.Inference;

/// <summary>What the caller is told when no variant answered or a stream broke: everything that was tried.</summary>
internal static class FailureReport
{
    /// <summary>No variant answered.</summary>
    public static InferenceFailedException Of(InferenceContext context)
    {
        if (context.VariantFailures.Count == 0)
        {
            const string none = "the experiment has no variant to offer";
            return Make(context, $"function \"{context.Entry.Function.Name}\": {none}", new CallFailure(ProviderFailure.UnsupportedRequest, none));
        }

        var reasons = string.Join("; ", context.VariantFailures.Select(failed => $"variant \"{failed.Variant}\": {failed.Failure.Message}"));
        return Make(context, $"no variant of function \"{context.Entry.Function.Name}\" answered: {reasons}", context.VariantFailures[^1].Failure);
    }

    /// <summary>A stream broke after its first content.</summary>
    public static InferenceFailedException OfStream(InferenceContext context, CallFailure failure) =>
        Make(context, $"the stream of variant \"{context.Answering!.Name}\" broke: {failure.Message}", failure);

    private static InferenceFailedException Make(InferenceContext context, string message, CallFailure last)
    {
        var attempts = new List<InferenceAttempt>();
        foreach (var attempt in context.Calls.Attempts)
        {
            if (attempt.Failure is { } failure)
            {
                attempts.Add(new InferenceAttempt(
                    attempt.VariantName, attempt.Endpoint.ModelName, attempt.Endpoint.Name, failure.Kind, failure.StatusCode, failure.Message));
            }
        }

        foreach (var (variant, failure) in context.VariantFailures)
        {
            if (!attempts.Exists(attempt => attempt.VariantName == variant))
            {
                attempts.Add(new InferenceAttempt(variant, null, null, failure.Kind, failure.StatusCode, failure.Message));
            }
        }

        return new InferenceFailedException(context.InferenceId, message, attempts, last.Cause);
    }
}
