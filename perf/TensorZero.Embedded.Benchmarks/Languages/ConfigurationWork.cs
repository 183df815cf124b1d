using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>Loading a whole configuration, beside reading it as JSON and compiling its templates and schemas.</summary>
internal static class ConfigurationWork
{
    public static void Report()
    {
        using var http = new ProviderHttp(TimeProvider.System);
        var credentials = new CredentialResolver(static _ => null, static _ => "");
        var providers = new ProviderCatalog(
            http, credentials, new Dictionary<string, Func<ModelProviderSettings, ModelProvider>>(), TimeProvider.System, NullLoggerFactory.Instance);
        var parts = new EngineParts(TimeProvider.System, new Random(1), providers);
        WarmUp(parts);
        foreach (var functions in new[] { 10, 100, 200, 1_000 })
        {
            Compare(functions, parts);
        }
    }

    /// <summary>The first size measured would otherwise be charged for code that is still being compiled.</summary>
    private static void WarmUp(EngineParts parts)
    {
        var generated = new GeneratedConfiguration(100);
        var configuration = TensorZeroConfiguration.FromToml(generated.Toml);
        for (var i = 0; i < 40; i++)
        {
            Load(configuration, parts);
            Compile(generated);
        }
    }

    private static void Compare(int functions, EngineParts parts)
    {
        var generated = new GeneratedConfiguration(functions);
        var configuration = TensorZeroConfiguration.FromToml(generated.Toml);
        var costs = Comparison.Print($"{functions} functions, {generated.Toml.Length / 1024} KB of TOML, {generated.Json.Length / 1024} KB of JSON",
        [
            new("JsonDocument.Parse", () => JsonDocument.Parse(generated.Json).Dispose()),
            new("compile templates and schemas", () => Compile(generated)),
            new("load everything", () => Load(configuration, parts)),
        ]);

        var (read, compile, load) = (costs[0].CpuMicroseconds, costs[1].CpuMicroseconds, costs[2].CpuMicroseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {functions} functions | load / (read and compile): {load / (read + compile):F2}; (load - compile) / read: {(load - compile) / read:F1}; "
            + $"load per function: {load / functions:F1} µs | | | | |"));
    }

    private static void Load(TensorZeroConfiguration configuration, EngineParts parts)
    {
        var problems = new ProblemList();
        EngineBuilder.Build(CheckedConfiguration.Load(configuration, problems), parts, problems);
    }

    private static void Compile(GeneratedConfiguration generated)
    {
        TemplateSet.Compile(generated.Templates);
        foreach (var schema in generated.Schemas)
        {
            JsonSchema.Parse(schema);
        }
    }
}
