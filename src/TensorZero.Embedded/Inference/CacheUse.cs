using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Models.Caching;

namespace TensorZero.Embedded.Inference;

/// <summary>Which requests use the cache, and which answers are worth keeping.</summary>
/// <param name="cache">The cache; null when the application has no database.</param>
/// <param name="holdsContent">Whether content may be stored as it is.</param>
internal sealed class CacheUse(InferenceCache? cache, bool holdsContent)
{
    /// <summary>The request's use of the cache; null for none.</summary>
    /// <exception cref="InvalidInferenceRequestException">It counts on a cache, and there is no database for one.</exception>
    public RequestCache? For(InferenceRequest request, FunctionEntry entry, EngineSnapshot snapshot, IReadOnlyDictionary<string, string> tags)
    {
        if (request.Cache.Mode == CacheMode.Off || !IsAllowed(entry, snapshot))
        {
            return null;
        }

        return cache is null
            ? throw new InvalidInferenceRequestException(
                InferenceRequestError.InvalidRequest,
                "the request asks for the inference cache, which stands in the database, but observability is switched off: "
                + "switch it on, or leave the cache options out")
            : cache.For(request.Cache, request.DryRun, tags);
    }

    /// <summary>How another gateway may use its cache for the request: as this one would its own.</summary>
    public CacheOptions Passed(InferenceRequest request, FunctionEntry entry, EngineSnapshot snapshot) => request.Cache switch
    {
        { Mode: CacheMode.Off } => CacheOptions.Off,
        _ when !IsAllowed(entry, snapshot) => CacheOptions.Off,
        { Mode: CacheMode.On } cache when request.DryRun => cache with { Mode = CacheMode.ReadOnly },
        { Mode: CacheMode.WriteOnly } when request.DryRun => CacheOptions.Off,
        var cache => cache,
    };

    private bool IsAllowed(FunctionEntry entry, EngineSnapshot snapshot) =>
        snapshot.Gateway.Cache.Enabled is not false && holdsContent && entry.RecordsContent;

    /// <summary>Keeps the answers behind an inference that came out well.</summary>
    public static void Keep(InferenceContext context, InferenceEnding ending)
    {
        if (context.Calls.Cache is not { Writes: true } cache
            || ending is not { Status: InferenceStatus.Succeeded, Answer: { } answer }
            || !IsValid(answer))
        {
            return;
        }

        foreach (var attempt in context.Calls.Attempts)
        {
            cache.Keep(attempt);
        }
    }

    /// <summary>Whether the function could use the answer: the next one might be better.</summary>
    private static bool IsValid(Answer answer) => answer.Output is { } output
        ? output.Parsed is not null
        : answer.Content.All(static block => block is not ToolCallBlock call || call is { Name: not null, Arguments: not null });
}
