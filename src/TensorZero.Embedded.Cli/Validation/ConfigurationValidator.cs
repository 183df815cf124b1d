using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Dummy;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Cli.Validation;

/// <summary>Loads a configuration as an engine would and throws the result away. What only this version cannot serve is a warning.</summary>
internal static class ConfigurationValidator
{
    /// <param name="written">The configuration.</param>
    /// <param name="applicationTypes">Provider types that the application adds.</param>
    /// <param name="environment">Where environment variables are read; null for not looking for credentials.</param>
    public static ValidationResult Validate(
        TensorZeroConfiguration written, IReadOnlyList<string> applicationTypes, Func<string, string?>? environment)
    {
        var problems = new ProblemList(notServed: ConfigurationProblemSeverity.Warning);
        try
        {
            var snapshot = Compile(written, applicationTypes, environment, problems);
            return new ValidationResult(snapshot.Hash, problems.All);
        }
        catch (ConfigurationException exception)
        {
            return new ValidationResult(null, exception.Problems);
        }
    }

    /// <summary>Makes what an engine would serve, though its models cannot be called.</summary>
    /// <exception cref="ConfigurationException">Something is wrong; it lists everything.</exception>
    public static EngineSnapshot Compile(
        TensorZeroConfiguration written, IReadOnlyList<string> applicationTypes, Func<string, string?>? environment, ProblemList problems)
    {
        var configuration = CheckedConfiguration.Load(written, problems, applicationTypes.ToHashSet());
        using var http = new ProviderHttp(TimeProvider.System);
        var credentials = environment is null
            ? new CredentialResolver(_ => "ignored", _ => "ignored")
            : new CredentialResolver(environment, File.ReadAllText);
        return EngineBuilder.Build(configuration, PartsOf(http, credentials, applicationTypes), problems);
    }

    private static EngineParts PartsOf(ProviderHttp http, CredentialResolver credentials, IReadOnlyList<string> applicationTypes)
    {
        // Nothing is ever called: any provider stands for the application's own.
        var standIn = new DummyProvider("good", Credential.None, TimeProvider.System);
        ModelProvider Make(ModelProviderSettings settings) => standIn;
        var custom = applicationTypes.Distinct().ToDictionary(type => type, _ => (Func<ModelProviderSettings, ModelProvider>)Make);
        var providers = new ProviderCatalog(http, credentials, custom, TimeProvider.System, NullLoggerFactory.Instance);
        return new EngineParts(TimeProvider.System, new Random(0), providers);
    }
}
