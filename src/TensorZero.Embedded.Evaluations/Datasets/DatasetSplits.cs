using TensorZero.Embedded.Evaluations.Datasets;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// A dataset in three parts. Which part a datapoint is in follows from the dataset's name and from the datapoint's origin
/// (<see cref="DatapointProvenance.RootId"/>): it stays there when the dataset grows, when it is edited or renamed, and when it is copied into
/// the same dataset; datapoints made of the same inference are together. Immutable; thread-safe.
/// </summary>
public sealed class DatasetSplits
{
    private readonly EvaluationDataset _whole;

    private DatasetSplits(EvaluationDataset whole, DatasetSplitOptions? options)
    {
        _whole = whole;
        Options = DatasetSplitOptions.Check(options);
        Train = new SplitDataset(whole, DatasetSplit.Train, Options);
        Validation = new SplitDataset(whole, DatasetSplit.Validation, Options);
        Test = new LockedDataset(new SplitDataset(whole, DatasetSplit.Test, Options), Options);
    }

    /// <summary>The dataset's name.</summary>
    public string Name => _whole.Name;

    /// <summary>The shares, and the budget of looks.</summary>
    public DatasetSplitOptions Options { get; }

    /// <summary>The part to learn from.</summary>
    public EvaluationDataset Train { get; }

    /// <summary>The part to choose by.</summary>
    public EvaluationDataset Validation { get; }

    /// <summary>The part that can only be evaluated, by <see cref="EvaluationRunner.RunLockedAsync"/>.</summary>
    public LockedDataset Test { get; }

    /// <summary>A dataset in the database.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Shares and budget; null for the defaults.</param>
    /// <exception cref="ArgumentException">The shares do not add up to 1.</exception>
    public static DatasetSplits OfStored(string name, DatasetSplitOptions? options = null) => new(EvaluationDataset.Stored(name), options);

    /// <summary>
    /// JSON Lines as <see cref="EvaluationDataset.FromFile"/> takes them. A line's <c>id</c> is its datapoint's origin; without one the input
    /// is, so that an edit of anything else leaves it where it is. Looks are recorded in the engine's database all the same.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The dataset's name; null takes that of the file without its extension. Another name makes other parts.</param>
    /// <param name="options">Shares and budget; null for the defaults.</param>
    /// <exception cref="ArgumentException">The shares do not add up to 1.</exception>
    public static DatasetSplits OfFile(string path, string? name = null, DatasetSplitOptions? options = null) =>
        new(EvaluationDataset.FromFile(path, name), options);

    /// <summary>
    /// Looks for inputs that are the same, or nearly, in two parts: what was learned from one would help with the other. Of the locked part
    /// nothing is handed out but how many of its rows resemble a datapoint of another part. Costs no look.
    /// </summary>
    /// <param name="engine">Whose database and configuration it is.</param>
    /// <param name="functionName">The function whose datapoints are compared.</param>
    /// <param name="options">What counts as nearly the same; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="EvaluationException">There are no datapoints.</exception>
    public async Task<DuplicateReport> FindLeaksAsync(
        TensorZeroEngine engine, string functionName, DuplicateOptions? options = null, CancellationToken cancellationToken = default)
    {
        var search = new DuplicateSearch(DuplicateOptions.Check(options));
        await AddPartsAsync(search, engine, functionName, cancellationToken).ConfigureAwait(false);
        return search.BetweenParts(cancellationToken);
    }

    /// <summary>
    /// Looks for inputs of this dataset that are in another one too, the same or nearly, or as an edited copy: such as the dataset that a model
    /// was fine-tuned on. Costs no look.
    /// </summary>
    /// <param name="engine">Whose database and configuration it is.</param>
    /// <param name="functionName">The function whose datapoints are compared.</param>
    /// <param name="other">The other dataset.</param>
    /// <param name="options">What counts as nearly the same; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="EvaluationException">One of them has no datapoints.</exception>
    public async Task<DuplicateReport> FindLeaksAsync(
        TensorZeroEngine engine,
        string functionName,
        EvaluationDataset other,
        DuplicateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(other);
        var search = new DuplicateSearch(DuplicateOptions.Check(options));
        await AddPartsAsync(search, engine, functionName, cancellationToken).ConfigureAwait(false);
        var opened = await other.OpenAsync(new DatasetOpening(engine, functionName, Most: null), cancellationToken).ConfigureAwait(false);
        await search.AddAsync(opened, static _ => null, cancellationToken).ConfigureAwait(false);
        return search.WithOther(cancellationToken);
    }

    private async Task AddPartsAsync(DuplicateSearch search, TensorZeroEngine engine, string functionName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentException.ThrowIfNullOrEmpty(functionName);
        await SplitRecord.SettleAsync(engine, Name, Options, cancellationToken).ConfigureAwait(false);
        var opened = await _whole.OpenAsync(new DatasetOpening(engine, functionName, Most: null), cancellationToken).ConfigureAwait(false);
        await search.AddAsync(opened, root => SplitHash.Of(Name, root, Options), cancellationToken).ConfigureAwait(false);
    }
}
