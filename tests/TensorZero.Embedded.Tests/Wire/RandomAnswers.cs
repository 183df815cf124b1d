using FsCheck;
using FsCheck.Fluent;
using static TensorZero.Embedded.Tests.Wire.RandomContent;

namespace TensorZero.Embedded.Tests.Wire;

/// <summary>Answers and pieces of answers, of chat and of JSON functions.</summary>
internal static class RandomAnswers
{
    public static Gen<InferenceResponse> Whole { get; } =
        from ids in Ids.Two()
        from variant in Texts
        from content in OutputBlocks.ListOf()
        from output in Maybe(MaybeTexts.Zip(MaybeObjects, (raw, parsed) => new JsonOutput(raw, parsed)))
        from usage in Usages()
        from reason in Reasons()
        from rawUsage in RawUsages().ListOf()
        from rawResponse in RawResponses().ListOf()
        select new InferenceResponse
        {
            InferenceId = ids.Item1,
            EpisodeId = ids.Item2,
            VariantName = variant,
            Content = [.. content],
            Output = output,
            Usage = usage,
            FinishReason = reason,
            RawUsage = [.. rawUsage],
            RawResponse = [.. rawResponse],
        };

    /// <summary>Pieces, and last pieces with the whole answer.</summary>
    public static Gen<InferenceChunk> Pieces { get; } = Gen.OneOf(
        from ids in Ids.Two()
        from variant in Texts
        from content in Chunks().ListOf()
        from raw in Gen.OneOf(Texts.Where(text => text.Length > 0).Select(text => (string?)text), Gen.Constant<string?>(null))
        select new InferenceChunk { InferenceId = ids.Item1, EpisodeId = ids.Item2, VariantName = variant, Content = [.. content], Raw = raw },
        Whole.Select(response => new InferenceChunk
        {
            InferenceId = response.InferenceId,
            EpisodeId = response.EpisodeId,
            VariantName = response.VariantName,
            Usage = response.Usage,
            FinishReason = response.FinishReason,
            Response = response,
            IsFinal = true,
        }));

    private static Gen<ContentChunk> Chunks() => Gen.OneOf(
        Texts.Two().Select(texts => (ContentChunk)new TextChunk(texts.Item1, texts.Item2)),
        Texts.Two().Zip(
            MaybeTexts, (texts, name) => (ContentChunk)new ToolCallChunk(texts.Item1, string.IsNullOrEmpty(name) ? null : name, texts.Item2)),
        from id in Texts
        from texts in MaybeTexts.Four()
        from provider in MaybeTexts
        from extra in MaybeObjects
        select (ContentChunk)new ThoughtChunk(id, texts.Item1, texts.Item2)
        {
            SummaryId = texts.Item3,
            SummaryText = texts.Item4,
            ProviderType = provider,
            ExtraData = extra,
        },
        from id in Texts
        from data in Elements
        from names in MaybeTexts.Two()
        select (ContentChunk)new UnknownChunk(id, data, names.Item1, names.Item2));

    private static Gen<Usage> Usages() =>
        from counts in Counts.Four()
        from cost in Gen.OneOf(Gen.Choose(0, int.MaxValue).Select(nano => (decimal?)(nano / 1_000_000_000m)), Gen.Constant<decimal?>(null))
        select new Usage(counts.Item1, counts.Item2, counts.Item3, counts.Item4, cost);

    private static Gen<FinishReason?> Reasons() =>
        Gen.Elements([null, .. Enum.GetValues<FinishReason>().Select(reason => (FinishReason?)reason)]);

    private static Gen<RawUsage> RawUsages() =>
        from id in Ids
        from type in Texts
        from data in MaybeObjects
        select new RawUsage(id, type, data);

    private static Gen<RawResponse> RawResponses() =>
        from id in Gen.OneOf(Ids.Select(id => (Guid?)id), Gen.Constant<Guid?>(null))
        from texts in Texts.Two()
        select new RawResponse(id, texts.Item1, texts.Item2);
}
