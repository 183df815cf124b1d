using System.CommandLine;
using TensorZero.Embedded.Cli.Validation;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary><c>tensorzero gateway</c>: serves a configuration over HTTP until a signal ends it.</summary>
internal static class GatewayCommand
{
    public const string AllowUnauthenticatedVariable = "TENSORZERO_ALLOW_UNAUTHENTICATED";

    private static readonly Option<string> ConfigurationFiles = new("--config-file")
    {
        Description = "The configuration: a file, or a pattern of several such as \"config/**/*.toml\".",
        HelpName = "GLOB",
    };

    private static readonly Option<bool> DefaultConfiguration = new("--default-config")
    {
        Description = "Serve without a configuration: models by their full names only.",
    };

    private static readonly Option<string> BindAddress = new("--bind-address")
    {
        Description = $"Where to listen. Or {ListenAddress.Variable}, or gateway.bind_address, but only one of them. Port 0 takes a free one. "
            + "Default: 127.0.0.1:3000.",
        HelpName = "IP:PORT",
    };

    private static readonly Option<bool> AllowUnauthenticated = new("--allow-unauthenticated")
    {
        Description = $"Listen where other machines can reach it though gateway.auth is off. Or {AllowUnauthenticatedVariable}=1.",
    };

    private static readonly Option<string> Format = new("--log-format")
    {
        Description = "Log lines for people, or one JSON object a line.",
        DefaultValueFactory = _ => "pretty",
    };

    private static readonly Option<bool> ReloadOnChange = new("--reload-on-change")
    {
        Description = "Load the configuration anew when one of its files changes. What is wrong is logged, and the one before stays.",
    };

    private static readonly Option<int> ShutdownTimeout = new("--shutdown-timeout")
    {
        Description = "How long requests under way may take to their end after a signal.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 30,
    };

    private static readonly Option<bool> ValidateAndExit = new("--validate-and-exit")
    {
        Description = "Only check the configuration, as `tensorzero validate` does.",
    };

    public static Command Create()
    {
        var command = new Command("gateway", "Serves a configuration over HTTP until SIGTERM, SIGINT or SIGHUP.")
        {
            ConfigurationFiles, DefaultConfiguration, BindAddress, AllowUnauthenticated, Format, ReloadOnChange, ShutdownTimeout, ValidateAndExit,
        };
        Format.AcceptOnlyFromAmong("pretty", "json");
        ShutdownTimeout.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 0 or > 3600)
            {
                option.AddError("--shutdown-timeout: expected 0 to 3600 seconds.");
            }
        });
        MovedFlags.AddTo(command);
        command.Validators.Add(given =>
        {
            if (!given.Errors.Any() && (given.GetResult(ConfigurationFiles) is null) == !given.GetValue(DefaultConfiguration))
            {
                given.AddError("Give either --config-file or --default-config.");
            }
        });

        // Not an asynchronous action: the parser would watch for signals itself, and end the process two seconds after one.
        command.SetAction(parsed => Run(parsed).GetAwaiter().GetResult());
        return command;
    }

    private static Task<int> Run(ParseResult parsed)
    {
        var configuration = parsed.GetValue(ConfigurationFiles) is { } files
            ? TensorZeroConfiguration.FromFile(files)
            : TensorZeroConfiguration.FromToml("");
        var console = parsed.InvocationConfiguration;
        if (parsed.GetValue(ValidateAndExit))
        {
            var result = ConfigurationValidator.Validate(configuration, [], Environment.GetEnvironmentVariable);
            result.Print(console.Output, console.Error);
            return Task.FromResult(result.IsValid ? ExitCode.Success : ExitCode.Refused);
        }

        var settings = new GatewaySettings(configuration)
        {
            BindAddress = parsed.GetValue(BindAddress),
            LogFormat = parsed.GetValue(Format) == "json" ? LogFormat.Json : LogFormat.Pretty,
            AllowUnauthenticated = parsed.GetValue(AllowUnauthenticated)
                || Environment.GetEnvironmentVariable(AllowUnauthenticatedVariable) is "1" or "true",
            ReloadOnChange = parsed.GetValue(ReloadOnChange),
            ShutdownTimeout = TimeSpan.FromSeconds(parsed.GetValue(ShutdownTimeout)),
        };
        return GatewayRun.RunAsync(settings, console.Error);
    }
}
