using System.Security.Cryptography;
using TensorZero.Embedded.Datasets;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>Datapoints in a file of JSON Lines.</summary>
internal sealed class FileDataset(string path, string name) : EvaluationDataset(name)
{
    internal override async Task<OpenedDataset> OpenAsync(DatasetOpening opening, CancellationToken cancellationToken)
    {
        var datapoints = new OrderedDictionary<Guid, LoadedDatapoint>();
        var builder = opening.Engine.DatapointsOf(Name);
        var versions = new List<Guid>();
        var lineOf = new Dictionary<Guid, long>();
        await foreach (var line in ReadLinesAsync(cancellationToken).ConfigureAwait(false))
        {
            var version = VersionOf(line);
            var (id, datapoint) = Read(line, version);
            if (datapoint.FunctionName != opening.FunctionName)
            {
                continue;
            }

            if (!lineOf.TryAdd(id, line.Number))
            {
                throw new EvaluationException($"{path}: the lines {lineOf[id]} and {line.Number} are the same datapoint: take one of them out.");
            }

            if (datapoints.Count < (opening.Most ?? int.MaxValue))
            {
                datapoints.Add(id, Build(builder, id, datapoint));
                versions.Add(version);
            }
        }

        return datapoints.Count > 0
            ? new OpenedDataset(
                Name,
                "dataset_name",
                [.. datapoints.Keys],
                versions,
                (wanted, _) => Task.FromResult<IReadOnlyList<LoadedDatapoint>>([.. wanted.Select(id => datapoints[id])]))
            : throw new EvaluationException(
                $"{path} has no datapoints for the function \"{opening.FunctionName}\": there is nothing to evaluate.");
    }

    private async IAsyncEnumerable<JsonLine> ReadLinesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"{path} cannot be read: {exception.Message}", exception);
        }

        await using (file.ConfigureAwait(false))
        {
            await foreach (var line in JsonLines.ReadAsync(file, cancellationToken).ConfigureAwait(false))
            {
                yield return line;
            }
        }
    }

    private (Guid Id, NewDatapoint Datapoint) Read(JsonLine line, Guid version)
    {
        try
        {
            var (datapoint, given) = DatapointImport.ReadWithId(line);
            return (given ?? version, datapoint);
        }
        catch (InvalidDatasetRequestException problem)
        {
            throw new EvaluationException($"{path}:{line.Number}: {problem.Message}", problem);
        }
    }

    /// <summary>A changed line is another version of its datapoint. In the form of a UUID of version 8 (RFC 9562), made of its SHA-256.</summary>
    private static Guid VersionOf(JsonLine line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(line.Utf8.Span, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>What no longer fits the function is counted in the run, as it is for datapoints of the database; it does not end the run.</summary>
    private static LoadedDatapoint Build(DatapointBuilder builder, Guid id, NewDatapoint datapoint)
    {
        try
        {
            return LoadedDatapoint.Of(StoredDatapoint.Of(builder.Create(datapoint, id)));
        }
        catch (InvalidDatasetRequestException problem)
        {
            return new LoadedDatapoint(id, null, problem.Message);
        }
    }
}
