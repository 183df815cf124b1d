using System.Diagnostics;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>Whose attributes the spans have. Immutable and shared.</summary>
internal abstract class SpanConvention
{
    /// <summary>The attributes a provider call's span begins with: what samplers may go by.</summary>
    public abstract ActivityTagsCollection TagsOf(ProviderAttempt attempt);

    /// <summary>Marks a span around other spans: a function, a variant, a model.</summary>
    public abstract void MarkChain(Activity span);

    /// <summary>What is known about a provider call when it begins.</summary>
    public abstract void DescribeRequest(Activity span, ProviderAttempt attempt, CallTracing tracing);

    /// <summary>What is known about a provider call when it has ended, in whatever way.</summary>
    public abstract void DescribeReply(Activity span, ProviderAttempt attempt);

    /// <summary>What was said. Called only when content is asked for and may be shown.</summary>
    public abstract void ShowContent(Activity span, ProviderAttempt attempt, TracedContent content);

    protected static string ModelOf(ProviderAttempt attempt) => attempt.Endpoint.Provider.ModelName ?? attempt.Endpoint.ModelName;

    protected static long? TotalOf(Usage usage) => usage.InputTokens + usage.OutputTokens;

    /// <summary>Nothing is written of what nobody said.</summary>
    protected static void Set<T>(Activity span, string name, T? value)
        where T : struct
    {
        if (value is { } known)
        {
            span.SetTag(name, known);
        }
    }
}
