using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Copying;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Export;

/// <summary>Leaves out what is not about one function. Feedback does not name it: its targets are looked up.</summary>
/// <param name="feedback">Where to look up.</param>
/// <param name="name">The function; null leaves nothing out.</param>
internal sealed class ExportedFunction(IFeedbackReader feedback, string? name)
{
    public async ValueTask<IReadOnlyList<CopiedItem>> FilterAsync(IReadOnlyList<CopiedItem> page, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return page;
        }

        var targets = page.Select(item => item.Value).OfType<FeedbackRecord>().Select(given => given.TargetId).ToHashSet();
        var ofFunction = targets.Count == 0
            ? targets
            : await feedback.FindTargetsOfAsync(name, targets, cancellationToken).ConfigureAwait(false);
        return
        [
            .. page.Where(item => item.Value switch
            {
                InferenceRecord inference => inference.FunctionName == name,
                DatapointRecord datapoint => datapoint.FunctionName == name,
                FeedbackRecord given => ofFunction.Contains(given.TargetId),
                _ => true,
            }),
        ];
    }
}
