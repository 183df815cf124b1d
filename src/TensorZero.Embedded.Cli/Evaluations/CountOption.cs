using System.CommandLine;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>Options that count something, from 1 on, which is what they are unless said.</summary>
internal static class CountOption
{
    public static Option<int> Create(string name, string description, params string[] aliases)
    {
        var option = new Option<int>(name, aliases) { Description = description, HelpName = "COUNT", DefaultValueFactory = _ => 1 };
        option.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() < 1)
            {
                given.AddError($"{name}: expected 1 or more.");
            }
        });
        return option;
    }
}
