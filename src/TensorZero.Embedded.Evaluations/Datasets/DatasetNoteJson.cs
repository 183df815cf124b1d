using System.Text.Json.Serialization;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>The JSON of notes about datasets.</summary>
[JsonSerializable(typeof(SplitNote))]
[JsonSerializable(typeof(LookNote))]
[JsonSerializable(typeof(BudgetNote))]
internal sealed partial class DatasetNoteJson : JsonSerializerContext;
