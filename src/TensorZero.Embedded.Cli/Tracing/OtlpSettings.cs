using OpenTelemetry.Exporter;
using TensorZero.Embedded.Configuration.Sections.Gateway;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>Where traces go: OpenTelemetry's environment variables, and the headers of the configuration.</summary>
/// <param name="Endpoint">The collector, with the path for http/protobuf.</param>
/// <param name="Protocol">How it is spoken to.</param>
/// <param name="Headers">Sent with every export. May hold keys.</param>
internal sealed record OtlpSettings(Uri Endpoint, OtlpExportProtocol Protocol, IReadOnlyDictionary<string, string> Headers)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    /// <summary>Null when traces are not exported.</summary>
    /// <exception cref="TensorZeroException">They are to be exported, but it is not said where, or not how.</exception>
    public static OtlpSettings? Read(OtlpTracesConfig config, Func<string, string?> environment)
    {
        if (!config.Enabled)
        {
            return null;
        }

        var protocol = ProtocolOf(Find(environment, "TRACES_PROTOCOL") ?? Find(environment, "PROTOCOL"));
        return new OtlpSettings(EndpointOf(environment, protocol), protocol, HeadersOf(config, environment));
    }

    /// <summary>Without headers, user and query, which may hold keys.</summary>
    public override string ToString() => $"{Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)} ({Protocol})";

    private static Uri EndpointOf(Func<string, string?> environment, OtlpExportProtocol protocol)
    {
        var (name, text) = Find(environment, "TRACES_ENDPOINT") is { } traces ? ("TRACES_ENDPOINT", traces) : ("ENDPOINT", Find(environment, "ENDPOINT"));
        if (text is null)
        {
            throw new TensorZeroException(
                "gateway.export.otlp.traces.enabled is true, but the variable OTEL_EXPORTER_OTLP_TRACES_ENDPOINT does not say where to: set it, "
                + "such as http://localhost:4317.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new TensorZeroException($"The variable {Prefix}{name} is no URL; write one such as http://localhost:4317.");
        }

        // The general address is that of all signals; each has a path of its own below it.
        return name == "ENDPOINT" && protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{text.TrimEnd('/')}/v1/traces") : endpoint;
    }

    private static OtlpExportProtocol ProtocolOf(string? text) => text switch
    {
        // As in TensorZero, which speaks nothing else.
        null or "grpc" => OtlpExportProtocol.Grpc,
        "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
        _ => throw new TensorZeroException(
            $"The variable {Prefix}TRACES_PROTOCOL or {Prefix}PROTOCOL: `{text}` is not served; use grpc or http/protobuf."),
    };

    private static Dictionary<string, string> HeadersOf(OtlpTracesConfig config, Func<string, string?> environment)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var variable = Find(environment, "TRACES_HEADERS") ?? Find(environment, "HEADERS") ?? "";
        foreach (var pair in variable.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
            Put(headers, $"The variable {Prefix}HEADERS", parts[0], parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        foreach (var (name, value) in config.ExtraHeaders)
        {
            Put(headers, "gateway.export.otlp.traces.extra_headers", name, value);
        }

        return headers;
    }

    private static void Put(Dictionary<string, string> headers, string source, string name, string value)
    {
        if (ExportHeader.Problem(name, value) is { } problem)
        {
            throw new TensorZeroException($"{source}: {problem}.");
        }

        headers[name] = value;
    }

    private static string? Find(Func<string, string?> environment, string name) =>
        environment(Prefix + name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
