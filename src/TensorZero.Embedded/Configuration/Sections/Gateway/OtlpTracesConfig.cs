using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

/// <summary><c>gateway.export.otlp.traces</c>.</summary>
internal sealed record OtlpTracesConfig : ConfigSection
{
    /// <summary>Whether traces are exported.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whose attribute names the traces use.</summary>
    public OtlpTracesFormat Format { get; init; }

    /// <summary>Headers of the export.</summary>
    public IReadOnlyDictionary<string, string> ExtraHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether prompts and answers go into the traces.</summary>
    public bool IncludeContent { get; init; }

    /// <summary>Binds the table <c>export</c> down to <c>otlp.traces</c>.</summary>
    public static OtlpTracesConfig BindExport(TableReader export) =>
        export.TableOrEmpty("otlp", otlp => otlp.TableOrEmpty("traces", Bind));

    private static OtlpTracesConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        Enabled = table.Boolean("enabled") ?? false,
        Format = table.Word("format", ("opentelemetry", OtlpTracesFormat.OpenTelemetry), ("openinference", OtlpTracesFormat.OpenInference))
            ?? OtlpTracesFormat.OpenTelemetry,
        ExtraHeaders = table.TextMap("extra_headers"),
        IncludeContent = table.Boolean("include_content") ?? false,
    };
}
