namespace TensorZero.Embedded.Storage;

/// <summary>Deletes records for good: for privacy requests, and because they are old.</summary>
internal interface IRecordEraser
{
    /// <summary>The next inferences, failed ones included, that have this tag, by id, oldest first; empty at the end.</summary>
    ValueTask<IReadOnlyList<Guid>> FindTaggedAsync(
        string key, string value, Guid? after, int maxIds, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes inferences, failed ones included, with their calls, tags, their feedback, and every version of the datapoints that were made
    /// from them; feedback about an episode goes with its last inference. Ids that are not there are passed over.
    /// </summary>
    ValueTask<DeletionCounts> DeleteAsync(IReadOnlyList<Guid> inferenceIds, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes everything about inferences that began before a moment; datapoints stay. Feedback goes too when its target is as old and is not
    /// there.
    /// </summary>
    ValueTask<DeletionCounts> DeleteBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the content (inputs, outputs, raw bodies, rendered prompts) away from inferences that began before a moment. Names, times, tokens,
    /// cost, tags and feedback values stay. What is left reads as if content had never been recorded: the request's own changes to bodies go too,
    /// and of errors, which may quote content, only the kind stays (<c>failed</c>; of a call its failure with the status).
    /// </summary>
    /// <returns>How many inferences lost their content.</returns>
    ValueTask<long> DeleteContentBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken);
}
