using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>Builds the datapoints of one call, and reports what is wrong with any of them together.</summary>
internal static class DatapointBatch
{
    /// <summary>More would not be read.</summary>
    public const int MostProblems = 20;

    /// <exception cref="InvalidDatasetRequestException">At least one item is wrong.</exception>
    public static IReadOnlyList<DatapointRecord> Build<T>(IReadOnlyList<T> items, Func<T, DatapointRecord> build)
    {
        var records = new List<DatapointRecord>(items.Count);
        var problems = new List<(string Place, InvalidDatasetRequestException Problem)>();
        for (var i = 0; i < items.Count && problems.Count < MostProblems; i++)
        {
            try
            {
                records.Add(build(items[i]));
            }
            catch (InvalidDatasetRequestException problem)
            {
                problems.Add(($"item {i}", problem));
            }
        }

        return problems.Count == 0 ? records : throw Report(problems);
    }

    public static InvalidDatasetRequestException Report(
        IReadOnlyList<(string Place, InvalidDatasetRequestException Problem)> problems) => new(
        problems[0].Problem.Error,
        string.Join(Environment.NewLine, problems.Select(found => $"{found.Place}: {found.Problem.Message}")),
        problems[0].Problem);
}
