using System.Runtime.CompilerServices;
using TensorZero.Embedded.Datasets;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>Datapoints in a file of JSON Lines. A changed line is another version of its datapoint.</summary>
internal sealed class FileDataset(string path, string name) : EvaluationDataset(name)
{
    internal override async Task<OpenedDataset> OpenAsync(DatasetOpening opening, CancellationToken cancellationToken)
    {
        var datapoints = new OrderedDictionary<Guid, LoadedDatapoint>();
        var builder = opening.Engine.DatapointsOf(Name);
        var versions = new List<Guid>();
        var roots = new List<Guid>();
        var lineOf = new Dictionary<Guid, long>();
        await foreach (var line in ReadLinesAsync(cancellationToken).ConfigureAwait(false))
        {
            var version = ContentId.Of(line.Utf8.Span);
            var (datapoint, given) = Read(line);
            var id = given ?? version;
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
                roots.Add(given ?? ContentId.Of(datapoint.Input));
            }
        }

        return datapoints.Count > 0
            ? new OpenedDataset(
                Name,
                "dataset_name",
                [.. datapoints.Keys],
                versions,
                (wanted, _) => Task.FromResult<IReadOnlyList<LoadedDatapoint>>([.. wanted.Select(id => datapoints[id])]),
                _ => ValueTask.FromResult<IReadOnlyList<Guid>>(roots))
            : throw new EvaluationException(
                $"{path} has no datapoints for the function \"{opening.FunctionName}\": there is nothing to evaluate.");
    }

    /// <summary>The places and ids of all datapoints in the file, whatever function they are for.</summary>
    public async IAsyncEnumerable<(long Line, Guid Id, NewDatapoint Datapoint)> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in ReadLinesAsync(cancellationToken).ConfigureAwait(false))
        {
            var (datapoint, given) = Read(line);
            yield return (line.Number, given ?? ContentId.Of(line.Utf8.Span), datapoint);
        }
    }

    private async IAsyncEnumerable<JsonLine> ReadLinesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
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

    private (NewDatapoint Datapoint, Guid? Id) Read(JsonLine line)
    {
        try
        {
            return DatapointImport.ReadWithId(line);
        }
        catch (InvalidDatasetRequestException problem)
        {
            throw new EvaluationException($"{path}:{line.Number}: {problem.Message}", problem);
        }
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
