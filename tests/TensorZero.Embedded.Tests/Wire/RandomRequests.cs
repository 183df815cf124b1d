using FsCheck;
using FsCheck.Fluent;
using static TensorZero.Embedded.Tests.Wire.RandomContent;

namespace TensorZero.Embedded.Tests.Wire;

/// <summary>Requests with anything in them that can be said over HTTP.</summary>
internal static class RandomRequests
{
    private const string HeaderCharacters = "!#$%&'*+-.^_`|~09azAZ";

    public static Gen<InferenceRequest> All { get; } =
        from names in MaybeTexts.Four()
        from episode in Gen.OneOf(Ids.Select(id => (Guid?)id), Gen.Constant<Guid?>(null))
        from input in Inputs()
        from parameters in Gen.OneOf(Params(), Gen.Constant(ChatCompletionParams.Empty))
        from schemas in MaybeObjects.Two()
        from allowed in Maybe(Texts.ListOf().Select(list => list.ToArray()))
        from tools in Tools().ListOf()
        from providerTools in ProviderTools().ListOf()
        from choice in Maybe(Gen.OneOf(
            Gen.Elements(ToolChoice.None, ToolChoice.Auto, ToolChoice.Required), Texts.Select(ToolChoice.Specific)))
        from parallel in Gen.Elements<bool?>(null, false, true)
        from texts in Dictionaries.Two()
        from bodies in Bodies().ListOf()
        from headers in Headers().ListOf()
        from flags in Flags.Four()
        from cache in Gen.Elements(
            CacheOptions.Off,
            CacheOptions.On,
            new CacheOptions { Mode = CacheMode.ReadOnly, MaxAge = TimeSpan.Zero, ShareCalls = true },
            new CacheOptions { Mode = CacheMode.WriteOnly, MaxAge = TimeSpan.FromHours(1) })
        select new InferenceRequest
        {
            FunctionName = names.Item1,
            ModelName = names.Item2,
            VariantName = names.Item3,
            Namespace = names.Item4,
            EpisodeId = episode,
            Input = input,
            Params = parameters,
            OutputSchema = schemas.Item1,
            DynamicVariant = schemas.Item2,
            AllowedTools = allowed,
            AdditionalTools = [.. tools],
            ProviderTools = [.. providerTools],
            ToolChoice = choice,
            ParallelToolCalls = parallel,
            Tags = texts.Item1,
            Credentials = texts.Item2,
            ExtraBody = [.. bodies],
            ExtraHeaders = [.. headers],
            DryRun = flags.Item1,
            Internal = flags.Item2,
            IncludeRawResponse = flags.Item3,
            IncludeRawUsage = flags.Item4,
            Cache = cache,
        };

    private static Gen<InferenceInput> Inputs() =>
        from system in Maybe(Gen.OneOf(Texts.Select(SystemPrompt.FromText), Objects.Select(SystemPrompt.FromArguments)))
        from messages in Messages.ListOf()
        select new InferenceInput { System = system, Messages = [.. messages] };

    private static Gen<ChatCompletionParams> Params() =>
        from numbers in Numbers.Four()
        from counts in Counts.Three()
        from stop in Maybe(Texts.ListOf().Select(list => list.ToArray()))
        from texts in MaybeTexts.Two()
        from mode in Gen.Elements<JsonMode?>(null, JsonMode.Off, JsonMode.On, JsonMode.Strict, JsonMode.Tool)
        from tier in Gen.Elements<ServiceTier?>(null, ServiceTier.Auto, ServiceTier.Default, ServiceTier.Priority, ServiceTier.Flex)
        select new ChatCompletionParams
        {
            Temperature = numbers.Item1,
            TopP = numbers.Item2,
            PresencePenalty = numbers.Item3,
            FrequencyPenalty = numbers.Item4,
            MaxTokens = counts.Item1,
            ThinkingBudgetTokens = counts.Item2,
            Seed = counts.Item3 is { } seed ? seed * 4_294_967_296L : null,
            StopSequences = stop,
            ReasoningEffort = texts.Item1,
            Verbosity = texts.Item2,
            JsonMode = mode,
            ServiceTier = tier,
        };

    private static Gen<ToolDefinition> Tools() =>
        from texts in Texts.Two()
        from parameters in Objects
        from strict in Flags
        select new ToolDefinition(texts.Item1, texts.Item2, parameters, strict);

    private static Gen<ProviderTool> ProviderTools() =>
        from tool in Objects
        from model in MaybeTexts
        from provider in MaybeTexts
        select new ProviderTool(tool, model, model is null ? null : provider);

    private static Gen<ExtraBody> Bodies() =>
        from pointer in Texts
        from value in Elements
        from delete in Flags
        from names in MaybeTexts.Three()
        select (delete ? ExtraBody.Delete(pointer) : ExtraBody.Set(pointer, value)) with
        {
            VariantName = names.Item1,
            ModelName = names.Item2,
            ProviderName = names.Item3,
        };

    private static Gen<ExtraHeader> Headers() =>
        from name in Gen.Elements(HeaderCharacters.ToCharArray()).NonEmptyListOf().Select(characters => string.Concat(characters))
        from value in Maybe(Texts.Where(text => text.AsSpan().IndexOfAny('\r', '\n', '\0') < 0))
        from names in MaybeTexts.Three()
        select (value is null ? ExtraHeader.Delete(name) : ExtraHeader.Set(name, value)) with
        {
            VariantName = names.Item1,
            ModelName = names.Item2,
            ProviderName = names.Item3,
        };
}
