using System.Diagnostics;
using Npgsql;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Writing;

/// <summary>A batch of records as rows: made once, written as often as it takes.</summary>
internal sealed class PostgresBatch : IDisposable
{
    private readonly PostgresTables _tables = new();
    private readonly ConfigurationRows _configurations = new();

    public PostgresBatch(IReadOnlyList<Record> records)
    {
        var inferences = new InferenceRows(_tables);
        var feedback = new FeedbackRows(_tables);
        foreach (var record in records)
        {
            switch (record)
            {
                case InferenceRecord inference:
                    inferences.Write(inference);
                    break;
                case FeedbackRecord piece:
                    feedback.Write(piece);
                    break;
                case ConfigSnapshotRecord snapshot:
                    _configurations.Write(snapshot);
                    break;
                default:
                    throw new UnreachableException($"Records of type {record.GetType().Name} have no table.");
            }
        }
    }

    /// <summary>The server takes statements that arrive together as one transaction.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var configurations = _configurations.ToTable();
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            if (!configurations.IsEmpty)
            {
                batch.BatchCommands.Add(configurations.ToCommand(ConfigurationRows.OnConflict));
            }

            _tables.AddTo(batch);
            await PostgresTables.ExecuteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _tables.Dispose();
}
