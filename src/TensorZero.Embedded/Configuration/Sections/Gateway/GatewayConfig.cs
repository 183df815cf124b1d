using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal sealed record GatewayConfig : ConfigSection
{
    public string? BindAddress { get; init; }

    /// <summary>Starts with '/', does not end with one; "" for none.</summary>
    public required string BasePath { get; init; }

    public bool Debug { get; init; }

    public required AuthConfig Auth { get; init; }

    public required CacheConfig Cache { get; init; }

    public required ObservabilityConfig Observability { get; init; }

    public required OtlpTracesConfig OtlpTraces { get; init; }

    public bool FetchAndEncodeInputFilesBeforeInference { get; init; }

    /// <summary>The upper bound of every other timeout.</summary>
    public required TimeSpan GlobalOutboundHttpTimeout { get; init; }

    /// <summary>Ascending, in seconds; empty for no histogram.</summary>
    public required IReadOnlyList<double> LatencyOverheadBuckets { get; init; }

    /// <summary>Null: models are called from here.</summary>
    public RelayConfig? Relay { get; init; }

    /// <summary>The absolute folder that templates may include from; null: they may not.</summary>
    public string? TemplateBasePath { get; init; }

    /// <summary>The templates that others may include, in place of a folder; null for those of the folder.</summary>
    public IReadOnlyDictionary<string, string>? IncludedTemplates { get; init; }

    /// <summary>Whether templates may include what the configuration does not name.</summary>
    public bool AllowsIncludes => TemplateBasePath is not null || IncludedTemplates is not null;

    public bool ErrorJson { get; init; }

    public bool DisableFeedbackTargetValidation { get; init; }

    public static GatewayConfig Bind(TableReader table)
    {
        // Nothing is ever sent anywhere; the key is known so that configurations load.
        table.Boolean("disable_pseudonymous_usage_analytics");
        return new GatewayConfig
        {
            Origin = table.Origin,
            BindAddress = GatewayBinding.BindAddress(table),
            BasePath = GatewayBinding.BasePath(table),
            Debug = table.Boolean("debug") ?? false,
            Auth = table.TableOrEmpty("auth", AuthConfig.Bind),
            Cache = table.TableOrEmpty("cache", CacheConfig.Bind),
            Observability = table.TableOrEmpty("observability", ObservabilityConfig.Bind),
            OtlpTraces = table.TableOrEmpty("export", OtlpTracesConfig.BindExport),
            FetchAndEncodeInputFilesBeforeInference = table.Boolean("fetch_and_encode_input_files_before_inference") ?? false,
            GlobalOutboundHttpTimeout = table.Milliseconds("global_outbound_http_timeout_ms") ?? TimeSpan.FromMinutes(15),
            LatencyOverheadBuckets = GatewayBinding.LatencyBuckets(table),
            Relay = table.Table("relay", RelayConfig.Bind),
            ErrorJson = table.Boolean("unstable_error_json") ?? false,
            DisableFeedbackTargetValidation = table.Boolean("unstable_disable_feedback_target_validation") ?? false,
        }.WithTemplateAccess(table);
    }
}
