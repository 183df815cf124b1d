using System.CommandLine;
using TensorZero.Embedded.Cli.Output;

namespace TensorZero.Embedded.Cli.Feedback;

/// <summary>Which feedback: the options, and the query that they make.</summary>
internal sealed class FeedbackOptions
{
    private readonly Option<Guid?> _target = new("--target") { Description = "Only about this inference or episode.", HelpName = "ID" };
    private readonly Option<FeedbackKind?> _kind = new("--kind") { Description = "Only booleans, floats, comments or demonstrations." };
    private readonly Option<string?> _metric = new("--metric") { Description = "Only for this metric.", HelpName = "NAME" };
    private readonly Option<Guid?> _before = new("--before") { Description = "Only what is older than this feedback.", HelpName = "ID" };
    private readonly Option<int> _limit = LimitOption.Create();

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only what was given from this time on, such as 2030-01-31T12:00:00Z.", HelpName = "RFC3339", CustomParser = Moment.Parse,
    };

    private readonly Option<DateTimeOffset?> _until = new("--until")
    {
        Description = "Only what was given before this time.", HelpName = "RFC3339", CustomParser = Moment.Parse,
    };

    public void AddTo(Command command)
    {
        Option[] options = [_target, _kind, _metric, _since, _until, _before, _limit];
        Array.ForEach(options, command.Add);
    }

    public FeedbackQuery QueryOf(ParseResult parsed) => new()
    {
        TargetId = parsed.GetValue(_target),
        Kind = parsed.GetValue(_kind),
        MetricName = parsed.GetValue(_metric),
        From = parsed.GetValue(_since),
        To = parsed.GetValue(_until),
        Before = parsed.GetValue(_before),
        Limit = parsed.GetValue(_limit),
    };
}
