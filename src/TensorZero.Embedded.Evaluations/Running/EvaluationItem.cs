using TensorZero.Embedded.Evaluations.Datasets;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>One answer that is wanted.</summary>
/// <param name="Run">Which run, from 0.</param>
/// <param name="Index">The datapoint's place in the dataset, from 0.</param>
/// <param name="Repeat">Which answer to it, from 0.</param>
/// <param name="Datapoint">The datapoint.</param>
internal readonly record struct EvaluationItem(int Run, int Index, int Repeat, LoadedDatapoint Datapoint);
