using System.Globalization;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Expansion;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Evaluations.Datasets;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Evaluations.Judges;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Settles everything about an evaluation before anything is called.</summary>
internal sealed class EvaluationPlanning(TensorZeroEngine engine)
{
    /// <exception cref="EvaluationException">It cannot be run as asked.</exception>
    public async Task<EvaluationPlan> PlanAsync(EvaluationRequest request, CancellationToken cancellationToken)
    {
        RequestCheck.Check(request);
        var snapshot = engine.Snapshot;
        var store = engine.RequireEvaluationStore();

        var evaluation = request.EvaluationName is { } evaluationName
            ? engine.FindEvaluation(evaluationName) ?? throw Unknown("evaluation", evaluationName, snapshot.Evaluations.Keys)
            : null;
        var functionName = evaluation?.FunctionName ?? request.FunctionName!;
        var function = snapshot.Functions.GetValueOrDefault(functionName) ?? throw Unknown("function", functionName, snapshot.Functions.Keys);
        CheckVariants(request, function, snapshot);

        var scope = evaluation is null ? EvaluatorScope.OfFunction(functionName) : EvaluatorScope.OfEvaluation(evaluation.Name);
        var evaluators = new EvaluatorResolution(scope, evaluation?.Evaluators ?? engine.FindEvaluators(functionName), engine.Inference, store)
            .Resolve(request.EvaluatorNames, request.Evaluators);
        RequestCheck.CheckNamesOf(request, evaluators);

        await engine.History.FlushAsync(cancellationToken).ConfigureAwait(false);
        var dataset = await request.Dataset
            .OpenAsync(new DatasetOpening(engine, functionName, request.MaxDatapoints), cancellationToken).ConfigureAwait(false);
        var note = request.Resume is { } id
            ? await PlanNotes.FindAsync(engine, id, cancellationToken).ConfigureAwait(false)
            : null;
        note?.Check(request, functionName, dataset, snapshot.Hash);
        var evaluationId = note?.EvaluationId ?? engine.Ids.Next();
        return new EvaluationPlan
        {
            Id = evaluationId,
            ConfigurationHash = snapshot.Hash,
            Order = EvaluationOrder.Of(request, dataset.Ids, evaluationId),
            Request = request,
            Name = note?.Name ?? evaluation?.Name ?? NameOf(functionName, dataset.Name),
            Function = function,
            Dataset = dataset,
            Runs = [.. request.Variants.Select((variant, i) => RunOf(
                request, variant, dataset.Name, note?.Runs[variant.Name] ?? (i == 0 ? evaluationId : engine.Ids.Next())))],
            Evaluators = evaluators,
            Judges = FingerprintsOf(evaluators, snapshot, evaluation?.Name, functionName),
        };
    }

    private static Dictionary<string, JudgeFingerprint> FingerprintsOf(
        IReadOnlyList<ResolvedEvaluator> evaluators, EngineSnapshot snapshot, string? evaluationName, string functionName)
    {
        string[] judges = [.. evaluators.Where(static evaluator => evaluator.Evaluator is IRunEvaluator).Select(static evaluator => evaluator.Name)];
        if (judges.Length == 0)
        {
            return [];
        }

        var reading = new FingerprintReading(snapshot);
        return judges.ToDictionary(static name => name, name => reading.Read(
            evaluationName is null ? Judge.OfFunction(functionName, name) : Judge.OfEvaluation(evaluationName, name)));
    }

    private static EvaluationRun RunOf(EvaluationRequest request, EvaluationVariant variant, string datasetName, Guid id)
    {
        var cache = new CacheOptions { Mode = request.Cache };
        return new EvaluationRun
        {
            Id = id,
            Variant = variant,
            DatasetName = datasetName,
            EvaluationName = request.EvaluationName,
            Tags = request.Tags,
            IsLocked = request.IsLocked,
            Credentials = request.Credentials,
            AnswerCache = request.Repeats > 1 ? CacheOptions.Off : cache,
            JudgementCache = cache,
        };
    }

    private static void CheckVariants(EvaluationRequest request, FunctionEntry function, EngineSnapshot snapshot)
    {
        foreach (var variant in request.Variants)
        {
            if (variant.Definition is not { } definition)
            {
                _ = function.Variants.ContainsKey(variant.Name)
                    ? true
                    : throw Unknown($"variant of function \"{function.Function.Name}\"", variant.Name, function.VariantNames);
                continue;
            }

            try
            {
                _ = snapshot.DynamicVariants.Compile(function.Function.Name, definition);
            }
            catch (InvalidInferenceRequestException problem)
            {
                throw new EvaluationException($"The variant \"{variant.Name}\" cannot be used: {problem.Message}", problem);
            }
        }
    }

    private string NameOf(string functionName, string datasetName) =>
        $"{functionName}__{datasetName}__{engine.Time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";

    private static EvaluationException Unknown(string what, string name, IEnumerable<string> known) => new(
        $"There is no {what} \"{name}\"{(NearName.Hint(name, known.Where(known => !ReservedNames.Includes(known))) is { } hint ? $" ({hint})" : "")}.");
}
