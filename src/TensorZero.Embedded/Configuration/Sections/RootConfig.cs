using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Configuration.Sections.Models;
using TensorZero.Embedded.Configuration.Sections.Optimizers;
using TensorZero.Embedded.Configuration.Sections.Providers;
using TensorZero.Embedded.Configuration.Sections.RateLimiting;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>The whole configuration. Maps keep the order written, and compare names exactly.</summary>
internal sealed record RootConfig : ConfigSection
{
    /// <summary>What holds for everything.</summary>
    public required GatewayConfig Gateway { get; init; }

    /// <summary>Settings of the ClickHouse store.</summary>
    public required ClickHouseConfig ClickHouse { get; init; }

    /// <summary>Settings of PostgreSQL.</summary>
    public required PostgresConfig Postgres { get; init; }

    /// <summary>How much may be used in what time.</summary>
    public required RateLimitingConfig RateLimiting { get; init; }

    /// <summary>Null when it is not configured: requests with files fail then.</summary>
    public ObjectStorageConfig? ObjectStorage { get; init; }

    /// <summary>Models by the name that variants use, each with the providers that serve it.</summary>
    public required IReadOnlyDictionary<string, ModelConfig> Models { get; init; }

    /// <summary>Models that turn text into vectors.</summary>
    public required IReadOnlyDictionary<string, EmbeddingModelConfig> EmbeddingModels { get; init; }

    /// <summary>What the application calls.</summary>
    public required IReadOnlyDictionary<string, FunctionConfig> Functions { get; init; }

    /// <summary>What feedback is measured in.</summary>
    public required IReadOnlyDictionary<string, MetricConfig> Metrics { get; init; }

    /// <summary>Tools that functions offer their models.</summary>
    public required IReadOnlyDictionary<string, ToolConfig> Tools { get; init; }

    /// <summary>Evaluators of a function, in a table of their own.</summary>
    public required IReadOnlyDictionary<string, EvaluationConfig> Evaluations { get; init; }

    /// <summary>What holds for all providers of a type.</summary>
    public required ProviderTypesConfig ProviderTypes { get; init; }

    /// <summary>How variants are made from recorded data.</summary>
    public required IReadOnlyDictionary<string, OptimizerConfig> Optimizers { get; init; }

    /// <summary>Settings of TensorZero Autopilot.</summary>
    public required AutopilotConfig Autopilot { get; init; }

    /// <summary>The settings that only this library has.</summary>
    public required EmbeddedConfig Embedded { get; init; }

    public static RootConfig Bind(TableReader table)
    {
        table.Deprecated("evaluations", "use `evaluators` of the function");
        return new RootConfig
        {
            Origin = table.Origin,
            Gateway = table.TableOrEmpty("gateway", GatewayConfig.Bind),
            ClickHouse = table.TableOrEmpty("clickhouse", ClickHouseConfig.Bind),
            Postgres = table.TableOrEmpty("postgres", PostgresConfig.Bind),
            RateLimiting = table.TableOrEmpty("rate_limiting", RateLimitingConfig.Bind),
            ObjectStorage = table.Table("object_storage", ObjectStorageConfig.Bind),
            Models = table.Map("models", ModelConfig.Bind),
            EmbeddingModels = table.Map("embedding_models", EmbeddingModelConfig.Bind),
            Functions = table.Map("functions", FunctionConfig.Bind),
            Metrics = table.Map("metrics", MetricConfig.Bind),
            Tools = table.Map("tools", ToolConfig.Bind),
            Evaluations = table.Map("evaluations", EvaluationConfig.Bind),
            ProviderTypes = table.TableOrEmpty("provider_types", ProviderTypesConfig.Bind),
            Optimizers = table.Map("optimizers", OptimizerTypes.Bind),
            Autopilot = table.TableOrEmpty("autopilot", AutopilotConfig.Bind),
            Embedded = table.TableOrEmpty("embedded", EmbeddedConfig.Bind),
        };
    }
}
