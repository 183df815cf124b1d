using System.Collections.ObjectModel;
using System.Diagnostics.Metrics;
using TensorZero.Embedded.Authentication;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Datasets;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded;

/// <content>What our own packages need of the engine.</content>
public sealed partial class TensorZeroEngine
{
    /// <summary>Makes, lists and disables the gateway's API keys.</summary>
    internal ApiKeyRegistry ApiKeys { get; }

    /// <summary>Checks the API keys of requests to the gateway.</summary>
    internal ApiKeyRing ApiKeyRing { get; }

    /// <summary>The current configuration, compiled.</summary>
    internal EngineSnapshot Snapshot => _snapshots.Current;

    /// <summary>Makes datapoints of a dataset, checked against the current configuration.</summary>
    internal DatapointBuilder DatapointsOf(string datasetName) => new(datasetName, Snapshot, _ids, Time);

    /// <summary>Makes ids.</summary>
    internal UuidV7Source Ids => _ids;

    /// <summary>The clock.</summary>
    internal TimeProvider Time => _parts.Time;

    /// <summary>The functions of the current configuration, in no order.</summary>
    internal IReadOnlyCollection<string> FunctionNames => _snapshots.Current.Functions.Keys;

    /// <summary>Whether the current configuration has a function of this name, that of bare models included.</summary>
    internal bool HasFunction(string name) => name == DefaultFunctions.Name || _snapshots.Current.Functions.ContainsKey(name);

    /// <summary>A metric of the current configuration; null when it has none of this name.</summary>
    internal MetricConfig? FindMetric(string name) => _snapshots.Current.Metrics.GetValueOrDefault(name);

    /// <summary>What checks a function's answers in the current configuration, by name; empty for nothing.</summary>
    internal IReadOnlyDictionary<string, EvaluatorConfig> FindEvaluators(string functionName) =>
        _snapshots.Current.Evaluators.GetValueOrDefault(functionName, ReadOnlyDictionary<string, EvaluatorConfig>.Empty);

    /// <summary>An evaluation of the current configuration; null when it has none of this name.</summary>
    internal EvaluationConfig? FindEvaluation(string name) => _snapshots.Current.Evaluations.GetValueOrDefault(name);

    /// <summary>Where evaluations keep their runs and notes; null when nothing is recorded.</summary>
    internal IEvaluationStore? EvaluationStore => _recording.Store?.Evaluations;

    /// <summary>The same, for what cannot do without it.</summary>
    /// <exception cref="ObservabilityStoreException">Nothing is recorded.</exception>
    internal IEvaluationStore RequireEvaluationStore(string who = "Evaluations require") =>
        EvaluationStore ?? throw ObservabilityStoreException.Disabled(who);

    /// <summary>The models of the current configuration, in no order.</summary>
    internal IReadOnlyCollection<string> ModelNames => _snapshots.Current.Models.Names;

    /// <summary>Measures this engine, and no other of the process.</summary>
    internal Meter Meter { get; }

    /// <summary>Which kind of database there is; null for none.</summary>
    internal string? StoreKind => _recording.Store?.Kind;

    /// <summary>Returns when the database answers, and at once when there is none.</summary>
    /// <exception cref="ObservabilityStoreException">It does not.</exception>
    internal ValueTask CheckStoreAsync(CancellationToken cancellationToken) => _recording.Store?.CheckAsync(cancellationToken) ?? default;

    /// <summary>What became of everything recorded so far.</summary>
    internal RecordCounters RecordCounters => _recording.Sink.Counters;

    /// <summary>How the journal is; null without one.</summary>
    internal JournalStatus? JournalStatus => _recording.Sink.Journal;
}
