using System.CommandLine;
using System.CommandLine.Parsing;
using TensorZero.Embedded.Cli.Output;

namespace TensorZero.Embedded.Cli.Inferences;

/// <summary>Which inferences: the options, and the query that they make.</summary>
internal sealed class InferenceOptions
{
    private readonly Option<string> _function = new("--function") { Description = "Only those of this function.", HelpName = "NAME" };
    private readonly Option<string> _variant = new("--variant") { Description = "Only those that this variant answered.", HelpName = "NAME" };
    private readonly Option<Guid?> _episode = new("--episode") { Description = "Only those of this episode.", HelpName = "ID" };
    private readonly Option<Guid?> _before = new("--before") { Description = "Only those older than this inference.", HelpName = "ID" };

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "Only those with this tag. May be given several times: then all must be there.", HelpName = "KEY=VALUE",
    };

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only those from this time on, such as 2030-01-31T12:00:00Z.", HelpName = "RFC3339", CustomParser = Moment.Parse,
    };

    private readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "Only those before this time.", HelpName = "RFC3339", CustomParser = Moment.Parse,
    };

    private readonly Option<string> _search = new("--search")
    {
        Description = "Only those in whose input or output this text stands; letters from A to Z are the same in both cases.", HelpName = "TEXT",
    };

    private readonly Option<int> _limit = LimitOption.Create();

    public void AddTo(Command command)
    {
        Option[] options = [_function, _variant, _episode, _tags, _since, _until, _search, _before, _limit];
        Array.ForEach(options, command.Add);
        _tags.Validators.Add(Check);
    }

    public InferenceQuery QueryOf(ParseResult parsed) => new()
    {
        FunctionName = parsed.GetValue(_function),
        VariantName = parsed.GetValue(_variant),
        EpisodeId = parsed.GetValue(_episode),
        Before = parsed.GetValue(_before),
        Limit = parsed.GetValue(_limit),
        Filter = FilterOf(parsed),
        SearchText = parsed.GetValue(_search) is { Length: > 0 } text ? text : null,
    };

    private AndFilter? FilterOf(ParseResult parsed)
    {
        var conditions = new List<InferenceFilter>();
        foreach (var tag in parsed.GetValue(_tags) ?? [])
        {
            var parts = tag.Split('=', 2);
            conditions.Add(new TagFilter(parts[0], parts[1]));
        }

        if (parsed.GetValue(_since) is { } since)
        {
            conditions.Add(new TimeFilter(FilterComparison.GreaterThanOrEqual, since));
        }

        if (parsed.GetValue(_until) is { } until)
        {
            conditions.Add(new TimeFilter(FilterComparison.LessThan, until));
        }

        var filter = conditions.Count == 0 ? null : new AndFilter([.. conditions]);
        return filter is not null && FilterLimits.Problem(filter) is { } problem ? throw new TensorZeroException($"Too many conditions: {problem}.") : filter;
    }

    private static void Check(OptionResult option)
    {
        foreach (var token in option.Tokens)
        {
            if (token.Value.IndexOf('=', StringComparison.Ordinal) < 1)
            {
                option.AddError($"--tag: `{token.Value}` is no KEY=VALUE.");
            }
        }
    }
}
