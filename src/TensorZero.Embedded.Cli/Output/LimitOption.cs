using System.CommandLine;

namespace TensorZero.Embedded.Cli.Output;

/// <summary><c>--limit</c>: the most to list, 20 unless said.</summary>
internal static class LimitOption
{
    public static Option<int> Create()
    {
        var limit = new Option<int>("--limit") { Description = "The most to list.", HelpName = "COUNT", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() < 0)
            {
                option.AddError("--limit: expected 0 or more.");
            }
        });
        return limit;
    }
}
