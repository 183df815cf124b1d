using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Makes inferences in which everything varies that can.</summary>
internal sealed class InferenceMaker(Random random, UuidV7Source ids)
{
    private static readonly JsonElement Schema = ContentJsonSamples.Json("""{"type":"object"}""");

    private readonly List<Guid> _episodes = [];
    private readonly CallMaker _calls = new(random, ids);

    public InferenceRecord Next()
    {
        var isChat = random.Next(3) > 0;
        var status = random.Next(12) switch
        {
            0 => InferenceStatus.Failed,
            1 => random.Next(2) == 0 ? InferenceStatus.Cancelled : InferenceStatus.Abandoned,
            _ => InferenceStatus.Succeeded,
        };
        var isRecorded = random.Next(8) > 0;
        var isStream = random.Next(3) == 0;
        return new InferenceRecord
        {
            Id = ids.Next(),
            FunctionName = Pick(isChat ? Names.ChatFunctions : Names.JsonFunctions),
            FunctionType = isChat ? FunctionType.Chat : FunctionType.Json,
            VariantName = status != InferenceStatus.Succeeded && random.Next(2) == 0 ? null : Pick(Names.Variants),
            EpisodeId = Episode(),
            Status = status,
            Error = status == InferenceStatus.Failed ? "All variants failed." : null,
            Input = isRecorded ? Input() : null,
            Content = !isRecorded ? [] : isChat ? [new TextBlock(Words())] : random.Next(4) == 0 ? [new ThoughtBlock(Words())] : [],
            JsonOutput = isChat || !isRecorded ? null : Json(),
            OutputSchema = isChat ? null : Schema,
            ToolParams = isChat && random.Next(5) == 0 ? Tools() : null,
            InferenceParams = random.Next(3) == 0 ? ContentJsonSamples.Params : ChatCompletionParams.Empty,
            Tags = Names.TagKeys.Where(_ => random.Next(2) == 0).ToDictionary(key => key, _ => Pick(Names.TagValues)),
            ExtraBody = isRecorded && random.Next(10) == 0 ? ContentJsonSamples.ExtraBody : [],
            ProcessingTime = TimeSpan.FromMilliseconds(random.Next(3000)),
            TimeToFirstToken = isStream ? TimeSpan.FromMilliseconds(random.Next(500)) : null,
            SnapshotHash = Pick(Names.Hashes),
            ModelInferences = [.. Enumerable.Range(0, random.Next(4) switch { 0 => 0, 3 => 2, _ => 1 }).Select(_ => _calls.Answered(isRecorded, isStream))],
            FailedCalls = [.. Enumerable.Range(0, random.Next(8) == 0 ? random.Next(1, 4) : 0).Select(_ => _calls.Failed(isRecorded))],
        };
    }

    private Guid Episode()
    {
        if (_episodes.Count == 0 || random.Next(2) == 0)
        {
            _episodes.Add(ids.Next());
        }

        return _episodes[Math.Max(0, _episodes.Count - 1 - random.Next(20))];
    }

    private InferenceInput Input() => new()
    {
        System = random.Next(3) switch
        {
            0 => null,
            1 => Words(),
            _ => SystemPrompt.FromArguments(ContentJsonSamples.Json($$"""{"tone":"{{JsonEncodedText.Encode(Words())}}","limit":1.50}""")),
        },
        Messages = [InputMessage.User(Words()), .. random.Next(2) == 0 ? [InputMessage.Assistant(Words()), InputMessage.User(Words())] : Array.Empty<InputMessage>()],
    };

    private JsonOutput Json()
    {
        var raw = $$"""{"answer": "{{JsonEncodedText.Encode(Words())}}"}""";
        return random.Next(6) == 0 ? new JsonOutput(raw + "…", null) : new JsonOutput(raw, ContentJsonSamples.Json(raw));
    }

    private ToolParamsRecord Tools() => new(
        ContentJsonSamples.Tools,
        random.Next(2) == 0 ? [ContentJsonSamples.Tools[1]] : [],
        random.Next(2) == 0 ? [ContentJsonSamples.ProviderTools[0]] : [],
        random.Next(2) == 0 ? ["time"] : null,
        random.Next(2) == 0 ? ToolChoice.Required : ToolChoice.Auto,
        random.Next(3) switch { 0 => null, 1 => true, _ => false });

    private string Words() => string.Join(' ', Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Pick(Names.Words)));

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}
