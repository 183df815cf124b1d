using System.CommandLine;
using TensorZero.Embedded.Cli.Output;

namespace TensorZero.Embedded.Cli.Statistics;

/// <summary>What all statistics can be narrowed to and split by.</summary>
internal sealed class StatisticsOptions
{
    private readonly Option<string?> _function = new("--function") { Description = "Only this function.", HelpName = "NAME" };
    private readonly Option<string?> _variant = new("--variant") { Description = "Only this variant.", HelpName = "NAME" };

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only what began from this time on, such as 2030-01-31T12:00:00Z.", HelpName = "RFC3339", CustomParser = Moment.Parse,
    };

    private readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "Only what began before this time.", HelpName = "RFC3339", CustomParser = Moment.Parse,
    };

    private readonly Option<TimePeriod?> _period = new("--period") { Description = "One row for each minute, hour, day, week or month." };

    private readonly Option<StatisticsGroup[]> _groups = new("--by")
    {
        Description = "What to split by. May be given several times.", DefaultValueFactory = _ => [],
    };

    private readonly Option<string> _format = FormatOption.Create("A table, or one JSON object a line.");

    /// <param name="command">The command.</param>
    /// <param name="groups">What it can split by; nothing for no such option.</param>
    public void AddTo(Command command, params StatisticsGroup[] groups)
    {
        Option[] options = [_function, _variant, _since, _until, _period, _format];
        Array.ForEach(options, command.Add);
        if (groups.Length > 0)
        {
            _groups.Description += $" One of: {string.Join(", ", groups).ToLowerInvariant()}.";
            command.Add(_groups);
        }
    }

    public IReadOnlyList<StatisticsGroup> GroupsOf(ParseResult parsed) => parsed.GetValue(_groups) ?? [];

    public bool AsJson(ParseResult parsed) => parsed.GetValue(_format) == "json";

    public T Narrow<T>(T query, ParseResult parsed)
        where T : StatisticsQuery => query with
        {
            FunctionName = parsed.GetValue(_function),
            VariantName = parsed.GetValue(_variant),
            From = parsed.GetValue(_since),
            To = parsed.GetValue(_until),
            Period = parsed.GetValue(_period),
        };
}
