using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.SideBySide.Scale;

/// <summary>Fills a database with a million inferences of two rows each; short ones, for the disk's sake.</summary>
internal static class ManyRows
{
    private const int Inferences = 1_000_000;
    private const int Batch = 5_000;

    public static async Task FillAsync(string database)
    {
        var ids = new UuidV7Source(TimeProvider.System, new Random(1));
        await using var store = SqliteStore.Open(new SqliteOptions { Path = database }, TimeProvider.System);
        var batch = new Record[Batch];
        for (var i = 0; i < Inferences / Batch; i++)
        {
            for (var j = 0; j < Batch; j++)
            {
                batch[j] = Inference(ids);
            }

            await store.WriteAsync(batch, $"rows-{i}", default);
        }
    }

    private static InferenceRecord Inference(UuidV7Source ids) => new()
    {
        Id = ids.Next(),
        FunctionName = "answer_customer",
        FunctionType = FunctionType.Chat,
        VariantName = "friendly",
        EpisodeId = ids.Next(),
        Status = InferenceStatus.Succeeded,
        Input = new InferenceInput { Messages = [InputMessage.User("Where is it?")] },
        Content = [new TextBlock("On its way.")],
        ProcessingTime = TimeSpan.FromMilliseconds(840),
        SnapshotHash = "4f1c",
        ModelInferences =
        [
            new ModelInferenceRecord
            {
                Id = ids.Next(),
                ModelName = "assistant",
                ProviderName = "loopback",
                ProviderType = "openai",
                InputMessages = [InputMessage.User("Where is it?")],
                Output = [new TextBlock("On its way.")],
                RawRequest = "{}"u8.ToArray(),
                RawResponse = "{}"u8.ToArray(),
                Usage = new Usage(18, 7),
                ResponseTime = TimeSpan.FromMilliseconds(812),
                FinishReason = FinishReason.Stop,
            },
        ],
    };
}
