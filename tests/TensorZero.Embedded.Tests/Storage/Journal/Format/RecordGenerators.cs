using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage.Journal.Format;

/// <summary>Records of every shape: each property missing or there, texts that are no Unicode, JSON that is none.</summary>
internal static class RecordGenerators
{
    public static Gen<Record> Records() => Gen.OneOf(
        Inferences().Select(record => (Record)record), Feedback().Select(record => (Record)record), Snapshots().Select(record => (Record)record));

    /// <summary>Any UTF-16 at all: control characters, NUL, halves of surrogate pairs.</summary>
    public static Gen<string> Texts() => Gen.OneOf(
        Gen.Elements("", "\0", "\uD800", "a\uDC00b", "greet", "é", "😀", new string('x', 200), new string('é', 70)),
        Gen.ListOf(Gen.Choose(0, 0xFFFF)).Select(units => string.Concat(units.Select(unit => (char)unit))));

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : class => Gen.OneOf(values.Select(value => (T?)value), Gen.Constant<T?>(null));

    private static Gen<T?> Perhaps<T>(Gen<T> values)
        where T : struct => Gen.OneOf(values.Select(value => (T?)value), Gen.Constant<T?>(null));

    private static Gen<IReadOnlyList<T>> Lists<T>(Gen<T> values) =>
        from count in Gen.Choose(0, 3)
        from list in values.ListOf(count)
        select (IReadOnlyList<T>)[.. list];

    private static Gen<Guid> Ids() => Gen.ArrayOf(Gen.Choose(0, 255), 16).Select(bytes => new Guid([.. bytes.Select(value => (byte)value)]));

    private static Gen<long> Numbers() => Gen.OneOf(
        Gen.Elements(0, 1, -1, long.MinValue, long.MaxValue), Gen.Choose(int.MinValue, int.MaxValue).Select(value => (long)value));

    private static Gen<int> Ints() => Gen.OneOf(Gen.Elements(0, int.MinValue, int.MaxValue), Gen.Choose(-9, 9));

    private static Gen<double> Doubles() => Gen.Elements(0, -0.0, 1.5, double.NaN, double.PositiveInfinity, double.Epsilon, double.MinValue);

    private static Gen<decimal> Decimals() => Gen.Elements(0m, 0.00m, -1.5m, decimal.MaxValue, decimal.MinValue, 0.0000000001234m);

    private static Gen<TimeSpan> Times() => Numbers().Select(ticks => new TimeSpan(ticks));

    private static Gen<bool> Flags() => Gen.Elements(true, false);

    private static Gen<ReadOnlyMemory<byte>> Bytes() =>
        Gen.ListOf(Gen.Choose(0, 255)).Select(bytes => (ReadOnlyMemory<byte>)bytes.Select(value => (byte)value).ToArray());

    private static Gen<JsonElement> Json() => Gen.Frequency(
        (6, RandomJson.Texts().Select(text => JsonElement.Parse(text.Trim()))),
        (1, Gen.Elements(default(JsonElement), Deep(), Lenient())));

    /// <summary>Deeper than a parser takes when nobody asks.</summary>
    private static JsonElement Deep()
    {
        using var document = JsonDocument.Parse(new string('[', 500) + new string(']', 500), new JsonDocumentOptions { MaxDepth = 1000 });
        return document.RootElement.Clone();
    }

    private static JsonElement Lenient()
    {
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        using var document = JsonDocument.Parse("[1, /* one */ 2, ]", options);
        return document.RootElement.Clone();
    }

    private static Gen<IReadOnlyDictionary<string, string>> Tags() =>
        from pairs in Texts().Two().ListOf()
        from sorted in Flags()
        let tags = pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2)
        select sorted ? (IReadOnlyDictionary<string, string>)new SortedDictionary<string, string>(tags, StringComparer.Ordinal) : tags;

    private static Gen<ContentBlock> Blocks() => Gen.OneOf<ContentBlock>(
        Texts().Select(text => (ContentBlock)new TextBlock(text)),
        Texts().Select(text => (ContentBlock)new RawTextBlock(text)),
        Texts().Zip(Json(), (name, json) => (ContentBlock)new TemplateBlock(name, json)),
        from texts in Maybe(Texts()).Three()
        from summary in Maybe(Lists(Texts()))
        from extra in Perhaps(Json())
        select (ContentBlock)new ThoughtBlock(texts.Item1, texts.Item2) { ProviderType = texts.Item3, Summary = summary, ExtraData = extra },
        from texts in Texts().Three()
        from name in Maybe(Texts())
        from arguments in Perhaps(Json())
        select (ContentBlock)new ToolCallBlock(texts.Item1, texts.Item2, texts.Item3) { Name = name, Arguments = arguments },
        Texts().Three().Select(t => (ContentBlock)new ToolResultBlock(t.Item1, t.Item2, t.Item3)),
        Files(),
        Json().Zip(Maybe(Texts()).Two(), (json, names) => (ContentBlock)new UnknownBlock(json, names.Item1, names.Item2)));

    private static Gen<ContentBlock> Files() =>
        from url in Gen.Elements(
            new Uri("https://example.com/a b?é#x"), new Uri("x/y", UriKind.Relative), new Uri("data:,x"), new Uri("http://EXAMPLE.com:80"))
        from texts in Texts().Two()
        from optional in Maybe(Texts()).Three()
        from form in Gen.Choose(0, 2)
        let file = form switch
        {
            0 => FileBlock.FromUrl(url, optional.Item1),
            1 => FileBlock.FromBase64(texts.Item1, texts.Item2),
            _ => FileBlock.FromUrl(url).WithData(texts.Item1, texts.Item2),
        }
        select (ContentBlock)(file with { Detail = optional.Item2, FileName = optional.Item3 });

    private static Gen<InputMessage> Messages() =>
        Gen.Elements(Role.User, Role.Assistant).Zip(Lists(Blocks()), (role, blocks) => new InputMessage(role, blocks));

    private static Gen<InferenceInput> Inputs() =>
        from text in Texts()
        from json in Json()
        from form in Gen.Choose(0, 2)
        from messages in Lists(Messages())
        select new InferenceInput
        {
            System = form == 0 ? null : form == 1 ? SystemPrompt.FromText(text) : SystemPrompt.FromArguments(json),
            Messages = messages,
        };

    private static Gen<ToolDefinition> Tools() =>
        Texts().Two().Zip(Json().Zip(Flags()), (texts, rest) => new ToolDefinition(texts.Item1, texts.Item2, rest.Item1, rest.Item2));

    private static Gen<ToolParamsRecord> ToolParams() =>
        from tools in Lists(Tools()).Two()
        from provider in Lists(Json().Zip(Maybe(Texts()).Two(), (json, names) => new ProviderTool(json, names.Item1, names.Item2)))
        from allowed in Maybe(Lists(Texts()))
        from name in Texts()
        from choice in Gen.Elements(ToolChoice.None, ToolChoice.Auto, ToolChoice.Required, ToolChoice.Specific(name))
        from parallel in Perhaps(Flags())
        select new ToolParamsRecord(tools.Item1, tools.Item2, provider, allowed, choice, parallel);

    private static Gen<ChatCompletionParams> Params() => Gen.OneOf(
        Gen.Constant(ChatCompletionParams.Empty),
        from doubles in Perhaps(Doubles()).Four()
        from ints in Perhaps(Ints()).Two()
        from seed in Perhaps(Numbers())
        from mode in Perhaps(Gen.Elements(JsonMode.Off, JsonMode.On, JsonMode.Strict, JsonMode.Tool))
        from stop in Maybe(Lists(Texts()))
        from tier in Perhaps(Gen.Elements(ServiceTier.Auto, ServiceTier.Flex))
        from texts in Maybe(Texts()).Two()
        select new ChatCompletionParams
        {
            Temperature = doubles.Item1,
            TopP = doubles.Item2,
            PresencePenalty = doubles.Item3,
            FrequencyPenalty = doubles.Item4,
            MaxTokens = ints.Item1,
            ThinkingBudgetTokens = ints.Item2,
            Seed = seed,
            JsonMode = mode,
            StopSequences = stop,
            ServiceTier = tier,
            ReasoningEffort = texts.Item1,
            Verbosity = texts.Item2,
        });

    private static Gen<ExtraBody> ExtraBodies() =>
        from pointer in Texts()
        from value in Perhaps(Json())
        from names in Maybe(Texts()).Three()
        select (value is { } json ? ExtraBody.Set(pointer, json) : ExtraBody.Delete(pointer)) with
        {
            VariantName = names.Item1,
            ModelName = names.Item2,
            ProviderName = names.Item3,
        };

    private static Gen<ModelInferenceRecord> ModelInferences() =>
        from id in Ids()
        from names in Texts().Three()
        from system in Maybe(Texts())
        from messages in Lists(Messages())
        from output in Lists(Blocks())
        from raw in Bytes().Two()
        from tokens in Perhaps(Numbers()).Four()
        from cost in Perhaps(Decimals())
        from times in Perhaps(Times()).Two()
        from reason in Perhaps(Gen.Elements(FinishReason.Stop, FinishReason.Unknown))
        from cached in Flags()
        select new ModelInferenceRecord
        {
            Id = id,
            ModelName = names.Item1,
            ProviderName = names.Item2,
            ProviderType = names.Item3,
            System = system,
            InputMessages = messages,
            Output = output,
            RawRequest = raw.Item1,
            RawResponse = raw.Item2,
            Usage = new Usage(tokens.Item1, tokens.Item2, tokens.Item3, tokens.Item4, cost),
            ResponseTime = times.Item1,
            TimeToFirstToken = times.Item2,
            FinishReason = reason,
            Cached = cached,
        };

    private static Gen<FailedCallRecord> FailedCalls() =>
        from id in Ids()
        from names in Texts().Four()
        from texts in Texts().Two()
        from status in Perhaps(Ints())
        from raw in Bytes().Two()
        from time in Perhaps(Times())
        select new FailedCallRecord
        {
            Id = id,
            VariantName = names.Item1,
            ModelName = names.Item2,
            ProviderName = names.Item3,
            ProviderType = names.Item4,
            Failure = texts.Item1,
            Error = texts.Item2,
            StatusCode = status,
            RawRequest = raw.Item1,
            RawResponse = raw.Item2,
            ResponseTime = time,
        };

    private static Gen<InferenceRecord> Inferences() =>
        from ids in Ids().Two()
        from names in Texts().Two()
        from optional in Maybe(Texts()).Two()
        from type in Gen.Elements(FunctionType.Chat, FunctionType.Json)
        from status in Gen.Elements(
            InferenceStatus.Succeeded, InferenceStatus.Failed, InferenceStatus.Cancelled, InferenceStatus.Abandoned)
        from input in Maybe(Inputs())
        from content in Lists(Blocks())
        from json in Maybe(Maybe(Texts()).Zip(Perhaps(Json()), (raw, parsed) => new JsonOutput(raw, parsed)))
        from schema in Perhaps(Json())
        from tools in Maybe(ToolParams())
        from values in Params()
        from tags in Tags()
        from extra in Lists(ExtraBodies())
        from time in Times()
        from first in Perhaps(Times())
        from models in Lists(ModelInferences())
        from failed in Lists(FailedCalls())
        select new InferenceRecord
        {
            Id = ids.Item1,
            EpisodeId = ids.Item2,
            FunctionName = names.Item1,
            SnapshotHash = names.Item2,
            VariantName = optional.Item1,
            Error = optional.Item2,
            FunctionType = type,
            Status = status,
            Input = input,
            Content = content,
            JsonOutput = json,
            OutputSchema = schema,
            ToolParams = tools,
            InferenceParams = values,
            Tags = tags,
            ExtraBody = extra,
            ProcessingTime = time,
            TimeToFirstToken = first,
            ModelInferences = models,
            FailedCalls = failed,
        };

    private static Gen<FeedbackRecord> Feedback() =>
        from ids in Ids().Two()
        from kind in Gen.Elements(FeedbackKind.Boolean, FeedbackKind.Float, FeedbackKind.Comment, FeedbackKind.Demonstration)
        from level in Gen.Elements(FeedbackLevel.Inference, FeedbackLevel.Episode)
        from texts in Maybe(Texts()).Two()
        from flag in Perhaps(Flags())
        from number in Perhaps(Doubles())
        from demonstration in Perhaps(Json())
        from tags in Tags()
        from hash in Texts()
        select new FeedbackRecord
        {
            Id = ids.Item1,
            TargetId = ids.Item2,
            Kind = kind,
            Level = level,
            MetricName = texts.Item1,
            Comment = texts.Item2,
            BooleanValue = flag,
            FloatValue = number,
            Demonstration = demonstration,
            Tags = tags,
            SnapshotHash = hash,
        };

    private static Gen<ConfigSnapshotRecord> Snapshots() => Ids().Zip(Texts().Three(), (id, texts) => new ConfigSnapshotRecord
    {
        Id = id,
        Hash = texts.Item1,
        CanonicalText = texts.Item2,
        LibraryVersion = texts.Item3,
    });
}
