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
    public required GatewayConfig Gateway { get; init; }

    public required ClickHouseConfig ClickHouse { get; init; }

    public required PostgresConfig Postgres { get; init; }

    public required RateLimitingConfig RateLimiting { get; init; }

    /// <summary>Null when it is not configured: requests with files fail then.</summary>
    public ObjectStorageConfig? ObjectStorage { get; init; }

    public required IReadOnlyDictionary<string, ModelConfig> Models { get; init; }

    public required IReadOnlyDictionary<string, EmbeddingModelConfig> EmbeddingModels { get; init; }

    public required IReadOnlyDictionary<string, FunctionConfig> Functions { get; init; }

    public required IReadOnlyDictionary<string, MetricConfig> Metrics { get; init; }

    public required IReadOnlyDictionary<string, ToolConfig> Tools { get; init; }

    public required IReadOnlyDictionary<string, EvaluationConfig> Evaluations { get; init; }

    public required ProviderTypesConfig ProviderTypes { get; init; }

    public required IReadOnlyDictionary<string, OptimizerConfig> Optimizers { get; init; }

    public required AutopilotConfig Autopilot { get; init; }

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
