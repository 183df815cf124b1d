using System.CommandLine;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>What is asked of the variants: the options, and the gates that they make.</summary>
internal sealed class GateOptions
{
    private readonly Option<IReadOnlyDictionary<string, double>> _cutoffs = NamedNumbers.Create(
        "--cutoffs",
        "Fail when the bare mean is below so much, or above where less is better. Goes before the configuration's deprecated `cutoff`.",
        least: 0);

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "The variant that the others are compared with; takes part whether --variant-name names it or not.", HelpName = "NAME",
    };

    private readonly Option<IReadOnlyDictionary<string, double>> _atLeast =
        NamedNumbers.Create("--at-least", "Pass when the mean is shown to be at least so much, fail when it is shown to be less.");

    private readonly Option<IReadOnlyDictionary<string, double>> _atMost =
        NamedNumbers.Create("--at-most", "Pass when the mean is shown to be at most so much, fail when it is shown to be more.");

    private readonly Option<IReadOnlyDictionary<string, double>> _notWorse = NamedNumbers.Create(
        "--not-worse-than", "Pass when it is shown that the variant is worse than --baseline by less than so much.", least: double.Epsilon);

    private readonly Option<string[]> _better =
        NameList.Create("--better-than", "Pass when it is shown that the variant is better than --baseline.", "EVALUATOR,…");

    private readonly Option<double> _confidence = new("--confidence")
    {
        Description = "How sure intervals and gates are, between 0 and 1.", HelpName = "NUMBER", DefaultValueFactory = _ => 0.95,
    };

    public void AddTo(Command command)
    {
        Option[] options = [_cutoffs, _baseline, _atLeast, _atMost, _notWorse, _better, _confidence];
        Array.ForEach(options, command.Add);
        _confidence.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<double>() is not (> 0 and < 1))
            {
                option.AddError("--confidence: expected a number between 0 and 1, such as 0.95.");
            }
        });
        command.Validators.Add(parsed =>
        {
            if ((parsed.GetResult(_notWorse) is { Implicit: false } || parsed.GetResult(_better) is { Implicit: false })
                && parsed.GetResult(_baseline) is null)
            {
                parsed.AddError("--not-worse-than and --better-than compare with a variant: name it with --baseline.");
            }
        });
    }

    public string? BaselineOf(ParseResult parsed) => parsed.GetValue(_baseline);

    public double ConfidenceOf(ParseResult parsed) => parsed.GetValue(_confidence);

    /// <summary>The gates of the command line.</summary>
    public IReadOnlyList<Gate> GatesOf(ParseResult parsed)
    {
        var baseline = BaselineOf(parsed) ?? "";
        var confidence = ConfidenceOf(parsed);
        return
        [
            .. parsed.GetRequiredValue(_atLeast).Select(gate => Gate.AtLeast(gate.Key, gate.Value) with { Confidence = confidence }),
            .. parsed.GetRequiredValue(_atMost).Select(gate => Gate.AtMost(gate.Key, gate.Value) with { Confidence = confidence }),
            .. parsed.GetRequiredValue(_notWorse).Select(gate => Gate.NotWorseThan(gate.Key, baseline, gate.Value) with { Confidence = confidence }),
            .. (parsed.GetValue(_better) ?? []).Select(name => Gate.BetterThan(name, baseline) with { Confidence = confidence }),
        ];
    }

    /// <summary>The cutoffs, those of the command line before those of the configuration.</summary>
    public IReadOnlyList<Gate> CutoffsOf(ParseResult parsed, IReadOnlyList<EvaluatorInfo> evaluators)
    {
        var given = parsed.GetRequiredValue(_cutoffs);
        return
        [
            .. evaluators
                .Select(evaluator => (evaluator.Name, Cutoff: given.TryGetValue(evaluator.Name, out var cutoff) ? cutoff : evaluator.Cutoff))
                .Where(static evaluator => evaluator.Cutoff is not null)
                .Select(static evaluator => Gate.Cutoff(evaluator.Name, evaluator.Cutoff!.Value)),
        ];
    }

    /// <exception cref="TensorZeroException">A gate or cutoff is about an evaluator that will not run.</exception>
    public void Check(ParseResult parsed, IReadOnlyCollection<string> evaluators)
    {
        var wanted = GatesOf(parsed).Select(static gate => gate.EvaluatorName).Concat(parsed.GetRequiredValue(_cutoffs).Keys);
        if (wanted.FirstOrDefault(name => !evaluators.Contains(name)) is { } unknown)
        {
            throw new TensorZeroException($"There is no evaluator `{unknown}` in this evaluation; it has {string.Join(", ", evaluators.Order())}.");
        }
    }
}
