using System.CommandLine;

namespace TensorZero.Embedded.Cli.Validation;

/// <summary><c>tensorzero validate</c>: every problem and 1, or the hash and 0.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Option<string>("--config-file")
        {
            Description = "The configuration: a file, or a pattern of several such as \"config/**/*.toml\".",
            HelpName = "GLOB",
            Required = true,
        };
        var ignoreCredentials = new Option<bool>("--ignore-credentials")
        {
            Description = "Do not look for the keys of providers.",
        };
        var providerTypes = new Option<string[]>("--provider-type")
        {
            Description = "A provider type that your application adds. May be given several times.",
            HelpName = "TYPE",
        };
        var format = new Option<string>("--format")
        {
            Description = "How to print the result.",
            DefaultValueFactory = _ => "pretty",
        };
        format.AcceptOnlyFromAmong("pretty", "json");

        var command = new Command("validate", "Checks a configuration, its templates and its schemas.")
        {
            files, ignoreCredentials, providerTypes, format,
        };
        command.SetAction(parsed =>
        {
            var result = ConfigurationValidator.Validate(
                TensorZeroConfiguration.FromFile(parsed.GetRequiredValue(files)),
                parsed.GetValue(providerTypes) ?? [],
                parsed.GetValue(ignoreCredentials) ? null : Environment.GetEnvironmentVariable);
            var console = parsed.InvocationConfiguration;
            if (parsed.GetValue(format) == "json")
            {
                console.Output.WriteLine(result.ToJson());
            }
            else
            {
                result.Print(console.Output, console.Error);
            }

            return result.IsValid ? 0 : 1;
        });
        return command;
    }
}
