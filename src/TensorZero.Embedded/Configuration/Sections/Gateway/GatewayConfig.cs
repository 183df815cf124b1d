using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

internal sealed record GatewayConfig : ConfigSection
{
    /// <summary>The address and port that the gateway listens on.</summary>
    public string? BindAddress { get; init; }

    /// <summary>Starts with '/', does not end with one; "" for none.</summary>
    public required string BasePath { get; init; }

    /// <summary>Whether more is logged and errors tell more.</summary>
    public bool Debug { get; init; }

    /// <summary>Who may use the gateway.</summary>
    public required AuthConfig Auth { get; init; }

    /// <summary>The cache of answers.</summary>
    public required CacheConfig Cache { get; init; }

    /// <summary>How inferences and feedback are recorded.</summary>
    public required ObservabilityConfig Observability { get; init; }

    public required OtlpTracesConfig OtlpTraces { get; init; }

    /// <summary>Whether files given as URLs are fetched here rather than by the provider.</summary>
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

    /// <summary>Whether errors are told as JSON too.</summary>
    public bool ErrorJson { get; init; }

    /// <summary>Whether feedback is taken for what is not on record.</summary>
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
