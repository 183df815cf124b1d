using System.Runtime.CompilerServices;
using TensorZero.Embedded.Evaluations.Datasets;

namespace TensorZero.Embedded.Evaluations;

/// <summary>Where an evaluation's datapoints come from. Immutable; read when the evaluation starts.</summary>
public abstract class EvaluationDataset
{
    private protected EvaluationDataset(string name) => Name = name;

    /// <summary>The dataset's name, as records and reports have it; empty for datapoints given by id, whose dataset is looked up.</summary>
    public string Name { get; }

    /// <summary>A dataset in the database: its datapoints for the function as they are when the evaluation starts.</summary>
    /// <param name="name">Its name.</param>
    public static EvaluationDataset Stored(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new StoredDataset(name);
    }

    /// <summary>Datapoints in the database by id, those that have been replaced since included. All must be of one dataset.</summary>
    /// <param name="ids">Their ids.</param>
    public static EvaluationDataset OfDatapoints(IReadOnlyList<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return new ListedDataset([.. ids]);
    }

    /// <summary>
    /// JSON Lines in the form of <see cref="IDatasetClient.ExportAsync"/>, such as a file in the repository; lines for other functions are
    /// left out. A line's <c>id</c> names its datapoint; without one the id is made of the line's text. The whole file is held in memory.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The dataset's name; null takes that of the file without its extension.</param>
    public static EvaluationDataset FromFile(string path, string? name = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileDataset(path, name ?? Path.GetFileNameWithoutExtension(path));
    }

    /// <summary>The datapoints as they are now, to learn from or to look at. They are read in pages.</summary>
    /// <param name="engine">Whose database and configuration it is.</param>
    /// <param name="functionName">The function whose datapoints are wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EvaluationException">There are none, or one does not fit the function.</exception>
    public async IAsyncEnumerable<Datapoint> ListAsync(
        TensorZeroEngine engine, string functionName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentException.ThrowIfNullOrEmpty(functionName);
        var opened = await OpenAsync(new DatasetOpening(engine, functionName, Most: null), cancellationToken).ConfigureAwait(false);
        await foreach (var loaded in opened.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return loaded.Datapoint ?? throw new EvaluationException($"The datapoint {loaded.Id} cannot be used: {loaded.Problem}");
        }
    }

    /// <summary>Looks for inputs that are in the dataset twice, the same or nearly: they count for more than they should.</summary>
    /// <param name="engine">Whose database and configuration it is.</param>
    /// <param name="functionName">The function whose datapoints are compared.</param>
    /// <param name="options">What counts as nearly the same; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="EvaluationException">There are no datapoints.</exception>
    public async Task<DuplicateReport> FindDuplicatesAsync(
        TensorZeroEngine engine, string functionName, DuplicateOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentException.ThrowIfNullOrEmpty(functionName);
        var search = new DuplicateSearch(DuplicateOptions.Check(options));
        var opened = await OpenAsync(new DatasetOpening(engine, functionName, Most: null), cancellationToken).ConfigureAwait(false);
        await search.AddAsync(opened, static _ => null, cancellationToken).ConfigureAwait(false);
        return search.Within(cancellationToken);
    }

    /// <summary>Reads what the dataset is now.</summary>
    /// <exception cref="EvaluationException">It cannot be evaluated.</exception>
    internal abstract Task<OpenedDataset> OpenAsync(DatasetOpening opening, CancellationToken cancellationToken);
}
