using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>
/// One inference: a function (or a bare model) and its input. Every other property is optional and null or empty by default. May hold
/// credentials, so it prints only names.
/// </summary>
public sealed class InferenceRequest
{
    /// <summary>The function to call. Exactly one of this and <see cref="ModelName"/> is set.</summary>
    public string? FunctionName { get; init; }

    /// <summary>
    /// The model to call without a function: a configured one, or a shorthand such as <c>openai::gpt-5-mini</c>.
    /// </summary>
    public string? ModelName { get; init; }

    /// <summary>The system prompt and the conversation.</summary>
    public InferenceInput Input { get; init; } = new();

    /// <summary>The episode it belongs to, a UUIDv7 of an earlier response; null starts a new one.</summary>
    public Guid? EpisodeId { get; init; }

    /// <summary>The variant to use, without any other to fall back on; null lets the experiment choose.</summary>
    public string? VariantName { get; init; }

    /// <summary>
    /// Whose experiment to take part in, where the function has one for it; null or an unknown one takes the function's own. Models and
    /// variants may be reserved for a namespace.
    /// </summary>
    public string? Namespace { get; init; }

    /// <summary>Settings that win over the variant's.</summary>
    public ChatCompletionParams Params { get; init; } = ChatCompletionParams.Empty;

    /// <summary>The schema of the answer, in place of a JSON function's own; null keeps it.</summary>
    public JsonElement? OutputSchema { get; init => field = JsonElements.Own(value); }

    /// <summary>
    /// The keys of the tools that may be called, of the function, the configuration or <see cref="AdditionalTools"/>; null allows the
    /// function's and the additional ones.
    /// </summary>
    public IReadOnlyList<string>? AllowedTools { get; init; }

    /// <summary>Tools beside the function's.</summary>
    public IReadOnlyList<ToolDefinition> AdditionalTools { get; init; } = [];

    /// <summary>Tools that the provider runs itself.</summary>
    public IReadOnlyList<ProviderTool> ProviderTools { get; init; } = [];

    /// <summary>Whether and which tools must be called; null leaves it to the function.</summary>
    public ToolChoice? ToolChoice { get; init; }

    /// <summary>Whether several calls may come in one answer; null leaves it to the function.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>Stored with the inference, to find it by. Keys must not begin with <c>tensorzero::</c>.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = EmptyTags;

    /// <summary>The values of <c>dynamic::NAME</c> credentials. Secrets: never recorded, logged or shown.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = EmptyTags;

    /// <summary>Changes to the bodies that go to providers.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    /// <summary>Changes to the headers that go to providers.</summary>
    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    /// <summary>Whether nothing is recorded. The providers are called all the same. Default: false.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the response carries what each provider answered, word for word. Default: false.</summary>
    public bool IncludeRawResponse { get; init; }

    /// <summary>Whether the response carries each provider's own usage object. Default: false.</summary>
    public bool IncludeRawUsage { get; init; }

    /// <summary>How the cache of models' answers is used. Default: not.</summary>
    public CacheOptions Cache { get; init; } = CacheOptions.Off;

    /// <summary>
    /// A variant that is not in the configuration, as a JSON object with the keys of a variant section, whose templates are given
    /// inline. Needs <see cref="DryRun"/> and <see cref="FunctionName"/>, and excludes <see cref="VariantName"/>.
    /// </summary>
    public JsonElement? DynamicVariant { get; init => field = JsonElements.Own(value); }

    /// <summary>Whether the library itself makes the request: then its own tags are allowed and it is tagged as internal.</summary>
    internal bool Internal { get; set; }

    /// <summary>Whether an evaluation asks: then a variant that is not in the configuration is recorded too.</summary>
    internal bool IsEvaluation { get; set; }

    /// <summary>Of which inference it is the replay; null when it is none.</summary>
    internal ReplayMark? Replay { get; set; }

    /// <summary>The public id of the API key that a gateway's caller showed; it becomes a tag. Null for none.</summary>
    internal string? ApiKeyPublicId { get; set; }

    private static IReadOnlyDictionary<string, string> EmptyTags { get; } = new Dictionary<string, string>();

    /// <summary>A user's text to a function.</summary>
    public static InferenceRequest ToFunction(string functionName, string userText) =>
        new() { FunctionName = functionName, Input = new InferenceInput { Messages = [InputMessage.User(userText)] } };

    /// <summary>A user's text to a bare model.</summary>
    public static InferenceRequest ToModel(string modelName, string userText) =>
        new() { ModelName = modelName, Input = new InferenceInput { Messages = [InputMessage.User(userText)] } };

    /// <summary>
    /// The same request with lists of its own: the caller's, a conversation above all, may grow while this one is under way or waits to be
    /// written.
    /// </summary>
    internal InferenceRequest WithOwnLists() => Copy(VariantName, Copy(Tags));

    /// <summary>The same request with what its episode says, where it says nothing itself.</summary>
    /// <param name="variantName">The variant that the episode pins for its function; null for none.</param>
    /// <param name="tags">The episode's tags.</param>
    internal InferenceRequest InEpisode(string? variantName, IReadOnlyDictionary<string, string> tags) => Copy(
        VariantName ?? (DynamicVariant is null ? variantName : null),
        new Dictionary<string, string>([.. Tags, .. tags.ExceptBy(Tags.Keys, static tag => tag.Key)]));

    private InferenceRequest Copy(string? variantName, IReadOnlyDictionary<string, string> tags) => new()
    {
        FunctionName = FunctionName,
        ModelName = ModelName,
        Input = Copy(Input),
        EpisodeId = EpisodeId,
        VariantName = variantName,
        Namespace = Namespace,
        Params = Params.StopSequences is null ? Params : Params with { StopSequences = [.. Params.StopSequences] },
        OutputSchema = OutputSchema,
        AllowedTools = AllowedTools is null ? null : [.. AllowedTools],
        AdditionalTools = Copy(AdditionalTools),
        ProviderTools = Copy(ProviderTools),
        ToolChoice = ToolChoice,
        ParallelToolCalls = ParallelToolCalls,
        Tags = tags,
        Credentials = Copy(Credentials),
        ExtraBody = Copy(ExtraBody),
        ExtraHeaders = Copy(ExtraHeaders),
        DryRun = DryRun,
        IncludeRawResponse = IncludeRawResponse,
        IncludeRawUsage = IncludeRawUsage,
        Cache = Cache,
        DynamicVariant = DynamicVariant,
        Internal = Internal,
        IsEvaluation = IsEvaluation,
        Replay = Replay,
        ApiKeyPublicId = ApiKeyPublicId,
    };

    /// <summary>
    /// This request in the place of another one: what the library or a gateway says of that, which applications do not see, holds for this.
    /// </summary>
    internal InferenceRequest InPlaceOf(InferenceRequest other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        var request = (InferenceRequest)MemberwiseClone();
        request.Internal = other.Internal;
        request.IsEvaluation = other.IsEvaluation;
        request.ApiKeyPublicId = other.ApiKeyPublicId;
        request.Replay = other.Replay;
        return request;
    }

    /// <summary>The function's or model's name only.</summary>
    public override string ToString() => $"{nameof(InferenceRequest)} {FunctionName ?? ModelName}";

    private static InferenceInput Copy(InferenceInput input)
    {
        if (input.Messages.Count == 0)
        {
            return input;
        }

        var messages = new InputMessage[input.Messages.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            // Only a list grows; arrays and what collection expressions make stay as they are.
            var message = input.Messages[i];
            messages[i] = message.Content is List<ContentBlock> ? message with { Content = [.. message.Content] } : message;
        }

        return input with { Messages = messages };
    }

    private static IReadOnlyList<T> Copy<T>(IReadOnlyList<T> list) => list.Count == 0 ? [] : [.. list];

    private static IReadOnlyDictionary<string, string> Copy(IReadOnlyDictionary<string, string> map) =>
        map.Count == 0 ? EmptyTags : new Dictionary<string, string>(map);
}
