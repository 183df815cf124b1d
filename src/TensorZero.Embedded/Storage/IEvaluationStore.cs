using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>
/// Keeps what evaluations need besides inferences, feedback and datapoints. A call returns when the database has the change. Thread-safe;
/// failures are <see cref="ObservabilityStoreException"/>s.
/// </summary>
internal interface IEvaluationStore
{
    /// <summary>Writes runs, each id once; one whose id is there is replaced.</summary>
    ValueTask SaveRunsAsync(IReadOnlyList<EvaluationRunRecord> runs, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    ValueTask<EvaluationRunRecord?> FindRunAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>By id, newest first.</summary>
    ValueTask<IReadOnlyList<EvaluationRunRecord>> ListRunsAsync(EvaluationRunQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// The newest of what people said of an answer to a datapoint; null when nobody did. It comes into being with feedback that has the
    /// <see cref="HumanFeedbackTags"/>, about an inference that is in the database.
    /// </summary>
    /// <param name="metricName">The evaluator's metric.</param>
    /// <param name="datapointId">The datapoint.</param>
    /// <param name="output">The answer, as <see cref="Rows.OutputColumn"/> writes it.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    ValueTask<HumanFeedbackRecord?> FindHumanFeedbackAsync(
        string metricName, Guid datapointId, string output, CancellationToken cancellationToken);

    /// <summary>Adds notes; one whose id is there is skipped.</summary>
    ValueTask AppendNotesAsync(IReadOnlyList<EvaluationNote> notes, CancellationToken cancellationToken);

    /// <summary>All notes of a kind, by id, oldest first.</summary>
    /// <param name="kind">Their kind.</param>
    /// <param name="name">What they are about; null for everything.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    ValueTask<IReadOnlyList<EvaluationNote>> ListNotesAsync(string kind, string? name, CancellationToken cancellationToken);

    /// <summary>The notes of a kind about any of these, by id, oldest first.</summary>
    /// <param name="kind">Their kind.</param>
    /// <param name="names">What they are about; some hundreds at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    ValueTask<IReadOnlyList<EvaluationNote>> FindNotesAsync(
        string kind, IReadOnlyList<string> names, CancellationToken cancellationToken);
}
