using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The other side of <see cref="InferenceEncoder"/>. Initializers run in the order in which they are written.</summary>
internal static class InferenceDecoder
{
    public static InferenceRecord Read(ref DecodingSpan bytes, Guid id) => new()
    {
        Id = id,
        FunctionName = bytes.Text()!,
        FunctionType = (FunctionType)bytes.Byte(),
        VariantName = bytes.Text(),
        EpisodeId = bytes.Id(),
        Status = (InferenceStatus)bytes.Byte(),
        Error = bytes.Text(),
        Input = ContentDecoder.Input(ref bytes),
        Content = ContentDecoder.Blocks(ref bytes),
        JsonOutput = bytes.Flag() ? new JsonOutput(bytes.Text(), bytes.Json()) : null,
        OutputSchema = bytes.Json(),
        ToolParams = ToolDecoder.Read(ref bytes),
        InferenceParams = ParamsDecoder.Read(ref bytes),
        Tags = bytes.Tags(),
        ExtraBody = ParamsDecoder.ExtraBody(ref bytes),
        ProcessingTime = new TimeSpan(bytes.Signed()),
        TimeToFirstToken = bytes.OptionalTime(),
        SnapshotHash = bytes.Text()!,
        ModelInferences = ModelInferences(ref bytes),
        FailedCalls = FailedCalls(ref bytes),
    };

    private static ModelInferenceRecord[] ModelInferences(ref DecodingSpan bytes)
    {
        var count = bytes.Count();
        var records = count == 0 ? [] : new ModelInferenceRecord[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = new ModelInferenceRecord
            {
                Id = bytes.Id(),
                ModelName = bytes.Text()!,
                ProviderName = bytes.Text()!,
                ProviderType = bytes.Text()!,
                System = bytes.Text(),
                InputMessages = ContentDecoder.Messages(ref bytes),
                Output = ContentDecoder.Blocks(ref bytes),
                RawRequest = bytes.Bytes(),
                RawResponse = bytes.Bytes(),
                Usage = new Usage(
                    bytes.OptionalNumber(),
                    bytes.OptionalNumber(),
                    bytes.OptionalNumber(),
                    bytes.OptionalNumber(),
                    bytes.OptionalDecimal()),
                ResponseTime = bytes.OptionalTime(),
                TimeToFirstToken = bytes.OptionalTime(),
                FinishReason = (FinishReason?)bytes.OptionalNumber(),
                Cached = bytes.Flag(),
            };
        }

        return records;
    }

    private static FailedCallRecord[] FailedCalls(ref DecodingSpan bytes)
    {
        var count = bytes.Count();
        var records = count == 0 ? [] : new FailedCallRecord[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = new FailedCallRecord
            {
                Id = bytes.Id(),
                VariantName = bytes.Text()!,
                ModelName = bytes.Text()!,
                ProviderName = bytes.Text()!,
                ProviderType = bytes.Text()!,
                Failure = bytes.Text()!,
                Error = bytes.Text()!,
                StatusCode = (int?)bytes.OptionalNumber(),
                RawRequest = bytes.Bytes(),
                RawResponse = bytes.Bytes(),
                ResponseTime = bytes.OptionalTime(),
            };
        }

        return records;
    }
}
