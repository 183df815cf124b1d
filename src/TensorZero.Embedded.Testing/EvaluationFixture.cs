using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Testing;

/// <summary>
/// A fixture that runs one evaluation, once, before its tests. They ask for <see cref="Variant"/> and say with <see cref="Passes"/> what it
/// must do. An HTML report stands in NUnit's work directory and is attached to the first test and to all that do not pass.
/// All tests share one instance, whatever the assembly says.
/// </summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class EvaluationFixture
{
    private readonly Lock _lock = new();
    private readonly List<GateResult> _gates = [];
    private Task _writing = Task.CompletedTask;
    private int _written = -1;
    private TensorZeroEngine? _engine;
    private EvaluationResult? _result;
    private bool _isAttached;

    /// <summary>What the evaluation found.</summary>
    /// <exception cref="InvalidOperationException">It has not run yet.</exception>
    protected EvaluationResult Result => _result ?? throw new InvalidOperationException("The evaluation runs before the first test, and not before.");

    /// <summary>The engine that it ran on.</summary>
    /// <exception cref="InvalidOperationException">It has not run yet.</exception>
    protected TensorZeroEngine Engine => _engine ?? throw new InvalidOperationException("The evaluation runs before the first test, and not before.");

    /// <summary>Where the report is: named after the fixture.</summary>
    protected string ReportPath => Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{GetType().Name}.html");

    private EvaluationAttribute? Said => GetType().GetCustomAttribute<EvaluationAttribute>();

    /// <summary>A variant of the evaluation, for <see cref="Passes"/>. What is asked of it stands in the report.</summary>
    /// <param name="name">Its name.</param>
    protected EvaluatedVariant Variant(string name) => new(Result, name, gate =>
    {
        lock (_lock)
        {
            _gates.Add(gate);
        }
    });

    /// <summary>Changes how the engine is made: keys, a handler that answers in place of a provider, where records go. Default: nothing.</summary>
    /// <param name="options">The options; the configuration is there, and the database is in memory.</param>
    protected virtual void Configure(TensorZeroOptions options)
    {
    }

    /// <summary>What is evaluated. Default: what <see cref="EvaluationAttribute"/> says.</summary>
    protected virtual EvaluationRequest CreateRequest() => Said is { } said
        ? new EvaluationRequest
        {
            FunctionName = said.FunctionName,
            Dataset = EvaluationDataset.FromFile(PathOf(said.DatasetFile)),
            Variants = [.. said.Variants.Select(EvaluationVariant.Named)],
            Repeats = said.Repeats,
        }
        : throw new InvalidOperationException($"{GetType().Name} needs an [Evaluation], or an override of {nameof(CreateRequest)}.");

    /// <summary>Runs the evaluation; NUnit calls it.</summary>
    [OneTimeSetUp]
    public async Task RunEvaluationAsync()
    {
        var options = new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromFile(PathOf(Said?.ConfigurationFiles ?? "config/tensorzero.toml")),
            SqlitePath = ":memory:",
        };
        Configure(options);
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        _engine = await TensorZeroEngine.CreateAsync(options, cancellationToken).ConfigureAwait(false);
        _result = await new EvaluationRunner(_engine).RunAsync(CreateRequest(), cancellationToken: cancellationToken).ConfigureAwait(false);
        await WriteReportAsync().ConfigureAwait(false);
    }

    /// <summary>Attaches the report; NUnit calls it.</summary>
    [TearDown]
    public async Task AttachReportAsync()
    {
        var hasPassed = TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Passed;
        if (_result is not null && (!hasPassed || !Interlocked.Exchange(ref _isAttached, true)))
        {
            await WriteReportAsync().ConfigureAwait(false);
            TestContext.AddTestAttachment(ReportPath, "The evaluation's report");
        }
    }

    /// <summary>Writes the report with all gates and ends the engine; NUnit calls it.</summary>
    [OneTimeTearDown]
    public async Task EndEvaluationAsync()
    {
        if (_result is not null)
        {
            await WriteReportAsync().ConfigureAwait(false);
        }

        if (_engine is not null)
        {
            await _engine.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes the report where it has not the last gates yet, once whoever writes it now is done.</summary>
    private Task WriteReportAsync()
    {
        lock (_lock)
        {
            return _writing = WriteReportAsync([.. _gates], _writing);
        }
    }

    private async Task WriteReportAsync(GateResult[] gates, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        if (gates.Length > _written)
        {
            var options = new ReportOptions { BaselineName = Said?.Baseline, Gates = gates };
            await HtmlReport.WriteAsync(Result, Engine.History, ReportPath, options).ConfigureAwait(false);
            _written = gates.Length;
        }
    }

    private string PathOf(string file) => Path.Combine(Path.GetDirectoryName(GetType().Assembly.Location)!, file);
}
