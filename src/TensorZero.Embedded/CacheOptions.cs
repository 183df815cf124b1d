namespace TensorZero.Embedded;

/// <summary>
/// How one inference uses the cache of models' answers, which stands in the database. What is cached is a provider's answer to exactly this
/// request: the same messages, tools, settings, schema and changes, whole and streamed apart. An answer from it costs nothing and uses no
/// tokens. Answers that a function could not use (arguments of tools or JSON that are wrong) are not kept, nor are those of functions
/// whose content is not recorded, nor any where the application has an <see cref="IContentRedactor"/>.
/// </summary>
public sealed record CacheOptions
{
    /// <summary>No cache: the default.</summary>
    public static CacheOptions Off { get; } = new();

    /// <summary>From it and into it, whatever an answer's age.</summary>
    public static CacheOptions On { get; } = new() { Mode = CacheMode.On };

    /// <summary>
    /// Whether answers come from the cache, and go into it. Default: <see cref="CacheMode.Off"/>. A dry run writes nothing, so there
    /// <see cref="CacheMode.On"/> is <see cref="CacheMode.ReadOnly"/>.
    /// </summary>
    public CacheMode Mode { get; init; }

    /// <summary>How old an answer from the cache may be, to the second. Default: null, of any age.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// Whether requests under way at the same time share one call of a provider where they ask it the same, as the cache sees it. Default:
    /// false. One of them calls; the others wait, and their answer costs nothing and is recorded as cached. Only for requests that take
    /// answers from the cache (<see cref="CacheMode.On"/>, <see cref="CacheMode.ReadOnly"/>) and are not streamed. A call that fails, or
    /// whose request is cancelled, is no answer to the others: they ask the provider themselves.
    /// </summary>
    public bool ShareCalls { get; init; }
}
