using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.SideBySide.Loopback;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Benchmarks.Micro;

/// <summary>The writer: a thousand plain inferences (two rows each) from the queue to a SQLite file.</summary>
[MemoryDiagnoser]
public class RecordWriting
{
    private const int Inferences = 1_000;

    private readonly UuidV7Source _ids = new(TimeProvider.System, new Random(1));
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tensorzero-writer-{Environment.ProcessId}.db");
    private readonly byte[] _reply = Encoding.UTF8.GetBytes(Replies.Whole);
    private SqliteStore _store = null!;
    private RecordWriter _writer = null!;

    [GlobalSetup]
    public void Open()
    {
        File.Delete(_path);
        _store = SqliteStore.Open(new SqliteOptions { Path = _path }, TimeProvider.System);
        _writer = new RecordWriter(_store, new BatchingOptions(), TimeProvider.System, NullLogger<RecordWriter>.Instance);
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await _writer.DisposeAsync();
        await _store.DisposeAsync();
        File.Delete(_path);
    }

    [Benchmark(OperationsPerInvoke = Inferences)]
    public async Task PerInference()
    {
        for (var i = 0; i < Inferences; i++)
        {
            await _writer.AppendAsync(NewRecord(), default);
        }

        await _writer.FlushAsync(default);
    }

    private InferenceRecord NewRecord() => new()
    {
        Id = _ids.Next(),
        FunctionName = "answer_customer",
        FunctionType = FunctionType.Chat,
        VariantName = "friendly",
        EpisodeId = _ids.Next(),
        Status = InferenceStatus.Succeeded,
        Input = new InferenceInput { Messages = [InputMessage.User("My order AB-1234 has not arrived yet, and I need the Sencha by the weekend.")] },
        Content = [new TextBlock("The parcel left our warehouse on Tuesday morning and was handed to the carrier the same evening.")],
        ProcessingTime = TimeSpan.FromMilliseconds(840),
        SnapshotHash = "4f1c",
        ModelInferences =
        [
            new ModelInferenceRecord
            {
                Id = _ids.Next(),
                ModelName = "assistant",
                ProviderName = "loopback",
                ProviderType = "openai",
                InputMessages = [InputMessage.User("Ada writes:\nMy order AB-1234 has not arrived yet, and I need the Sencha by the weekend.")],
                Output = [new TextBlock("The parcel left our warehouse on Tuesday morning and was handed to the carrier the same evening.")],
                RawRequest = _reply,
                RawResponse = _reply,
                Usage = new Usage(182, 71),
                ResponseTime = TimeSpan.FromMilliseconds(812),
                FinishReason = FinishReason.Stop,
            },
        ],
    };
}
