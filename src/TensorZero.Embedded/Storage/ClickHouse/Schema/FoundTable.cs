namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>A table or view that is already there.</summary>
/// <param name="RecognisesInserts">Whether it recognises an insert that comes again, or is of a kind that need not.</param>
/// <param name="Columns">Its columns' types by name.</param>
internal sealed record FoundTable(bool RecognisesInserts, IReadOnlyDictionary<string, string> Columns);
