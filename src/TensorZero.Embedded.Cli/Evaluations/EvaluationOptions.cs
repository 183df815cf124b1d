using System.CommandLine;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>What to evaluate: the options, TensorZero's and ours, and the request that they make.</summary>
internal sealed class EvaluationOptions
{
    private readonly Option<string?> _evaluation = new("--evaluation-name", "-e")
    {
        Description = "An evaluation of the configuration's [evaluations]. Either this or --function-name.", HelpName = "NAME",
    };

    private readonly Option<string?> _function = new("--function-name") { Description = "The function to evaluate.", HelpName = "NAME" };

    private readonly Option<string[]> _evaluators =
        NameList.Create("--evaluator-names", "The evaluators of --function-name to run. Default: all that the function has.");

    private readonly Option<string?> _dataset = new("--dataset-name", "-d")
    {
        Description = "A dataset of the database. Either this, --datapoint-ids or --dataset-file.", HelpName = "NAME",
    };

    private readonly Option<string[]> _datapoints =
        NameList.Create("--datapoint-ids", "Datapoints of one dataset of the database, by their ids.", "UUID,…");

    private readonly Option<FileInfo?> _file = new("--dataset-file")
    {
        Description = "A dataset in a file of JSON Lines, as `tensorzero datasets export` writes it.", HelpName = "FILE",
    };

    private readonly Option<string[]> _variants = new("--variant-name", "-v")
    {
        Description = "The variant to evaluate. May be given several times: all of them answer to the same datapoints.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<int> _concurrency = CountOption.Create("--concurrency", "How many answers are under way at once.", "-c");

    private readonly Option<string> _cache = new("--inference-cache")
    {
        Description = "Whether answers and judgements come from the cache, and go into it.", DefaultValueFactory = _ => "on",
    };

    private readonly Option<int?> _most = new("--max-datapoints")
    {
        Description = "The most datapoints of the dataset to go through.", HelpName = "COUNT",
    };

    private readonly Option<IReadOnlyDictionary<string, double>> _precision = NamedNumbers.Create(
        "--adaptive-stopping-precision",
        "Stop an evaluator once half of its 95 % interval is at most so much; at least 20 datapoints are done then.",
        least: 0);

    private readonly Option<int> _repeats = CountOption.Create(
        "--repeats", "How many answers each variant gives to each datapoint. More than one are never taken from the cache.");

    private readonly Option<Guid?> _resume = new("--resume")
    {
        Description = "An evaluation that was cut short, to go on with: what is on record is not asked again.", HelpName = "ID",
    };

    private readonly Option<Slice[]> _slices = SliceOption.Create();

    private readonly Option<string?> _gateway = new("--gateway-url")
    {
        Description = "Not served: an evaluation runs in this process, on the gateway's configuration and database.", HelpName = "URL",
    };

    public void AddTo(Command command)
    {
        _cache.AcceptOnlyFromAmong("on", "off", "read_only", "write_only");
        Option[] options =
        [
            _evaluation, _function, _evaluators, _dataset, _datapoints, _file, _variants, _concurrency, _cache, _most, _precision, _repeats,
            _resume, _slices, _gateway,
        ];
        Array.ForEach(options, command.Add);
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(_gateway) is not null)
            {
                parsed.AddError(
                    "--gateway-url: a gateway elsewhere is not served. Leave it out: name its configuration with --config-file and its "
                    + "database with --database, and the evaluation runs here.");
            }

            if (parsed.GetResult(_evaluation) is null == parsed.GetResult(_function) is null)
            {
                parsed.AddError("Give either --evaluation-name or --function-name.");
            }

            if (parsed.GetResult(_evaluators) is not null && parsed.GetResult(_function) is null)
            {
                parsed.AddError("--evaluator-names belongs to --function-name.");
            }

            if (new Option[] { _dataset, _datapoints, _file }.Count(option => parsed.GetResult(option) is not null) != 1)
            {
                parsed.AddError("Give one of --dataset-name, --datapoint-ids and --dataset-file.");
            }
        });
    }

    /// <summary>Whether the datapoints come from a file, so that nothing need be in the database before.</summary>
    public bool IsFromFile(ParseResult parsed) => parsed.GetValue(_file) is not null;

    /// <summary>The variants that were named.</summary>
    public IReadOnlyList<string> VariantsOf(ParseResult parsed) => parsed.GetRequiredValue(_variants);

    /// <summary>The evaluators that will run; null when the function or evaluation is not in the configuration.</summary>
    public IReadOnlyCollection<string>? EvaluatorNames(ParseResult parsed, TensorZeroEngine engine) =>
        parsed.GetValue(_evaluation) is { } evaluation ? engine.FindEvaluation(evaluation)?.Evaluators.Keys.ToList()
        : NamesOf(parsed) ?? (IReadOnlyCollection<string>?)engine.FindEvaluators(parsed.GetValue(_function)!).Keys.ToList();

    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">A variant that takes part whether it is named or not; null for none.</param>
    /// <exception cref="TensorZeroException">An id is none.</exception>
    public EvaluationRequest RequestOf(ParseResult parsed, string? baseline)
    {
        string[] variants = parsed.GetRequiredValue(_variants);
        return new EvaluationRequest
        {
            Dataset = DatasetOf(parsed),
            EvaluationName = parsed.GetValue(_evaluation),
            FunctionName = parsed.GetValue(_function),
            EvaluatorNames = NamesOf(parsed),
            Variants = [.. (baseline is null || variants.Contains(baseline) ? variants : [baseline, .. variants]).Select(EvaluationVariant.Named)],
            MaxConcurrency = parsed.GetValue(_concurrency),
            Cache = parsed.GetValue(_cache) switch
            {
                "on" => CacheMode.On,
                "read_only" => CacheMode.ReadOnly,
                "write_only" => CacheMode.WriteOnly,
                _ => CacheMode.Off,
            },
            MaxDatapoints = parsed.GetValue(_most),
            Precision = parsed.GetRequiredValue(_precision),
            Repeats = parsed.GetValue(_repeats),
            Resume = parsed.GetValue(_resume),
            Slices = parsed.GetRequiredValue(_slices),
        };
    }

    private string[]? NamesOf(ParseResult parsed) => parsed.GetValue(_evaluators) is { Length: > 0 } names ? names : null;

    private EvaluationDataset DatasetOf(ParseResult parsed)
    {
        if (parsed.GetValue(_file) is { } file)
        {
            return EvaluationDataset.FromFile(file.FullName);
        }

        return parsed.GetValue(_dataset) is { } name
            ? EvaluationDataset.Stored(name)
            : EvaluationDataset.OfDatapoints([.. (parsed.GetValue(_datapoints) ?? []).Select(static text => Guid.TryParse(text, out var id)
                ? id
                : throw new TensorZeroException($"--datapoint-ids: `{text}` is no UUID."))]);
    }
}
