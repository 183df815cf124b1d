using TensorZero.Embedded.Cli.Tracing;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Tests.Configuration;

namespace TensorZero.Embedded.Tests.Cli.Tracing;

public sealed class OtlpSettingsTests
{
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c:4317", "http://c:4317/ (Grpc)")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317", "http://c:4317/ (Grpc)")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318 OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "http://c:4318/v1/traces (HttpProtobuf)")]
    [TestCase("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318/x/ OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "http://c:4318/x/v1/traces (HttpProtobuf)")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://c/t OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf", "https://c/t (HttpProtobuf)")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://t:1 OTEL_EXPORTER_OTLP_ENDPOINT=http://c:2", "http://t:1/ (Grpc)")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://t:1 OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=grpc", "http://t:1/ (Grpc)")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://user:secret@t:1/?key=secret", "http://t:1/ (Grpc)")]
    public void The_variables_say_where_and_how(string variables, string expected) =>
        Assert.That(Read(variables)!.ToString(), Is.EqualTo(expected));

    [TestCase("", "gateway.export.otlp.traces.enabled is true, but the variable OTEL_EXPORTER_OTLP_TRACES_ENDPOINT does not say where to")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=collector:4317", "The variable OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is no URL")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c OTEL_EXPORTER_OTLP_PROTOCOL=http/json", "`http/json` is not served; use grpc or http/protobuf.")]
    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c OTEL_EXPORTER_OTLP_HEADERS=host=x", "the header `host` belongs to the connection and cannot be set.")]
    public void What_cannot_be_used_is_refused(string variables, string problem) =>
        Assert.That(() => Read(variables), Throws.InstanceOf<TensorZeroException>().With.Message.Contains(problem));

    [Test]
    public void The_configurations_headers_win_over_the_variables()
    {
        var settings = Read(
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://c OTEL_EXPORTER_OTLP_HEADERS=a=1%2C2,b=2,api-key=k", "extra_headers = { B = \"3\" }")!;

        Assert.That(settings.Headers, Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "1,2", ["b"] = "3", ["api-key"] = "k" }));
    }

    [Test]
    public void Nothing_is_exported_unless_it_is_switched_on() =>
        Assert.That(OtlpSettings.Read(ConfigOf("enabled = false"), _ => "http://c"), Is.Null);

    private static OtlpSettings? Read(string variables, string toml = "")
    {
        var environment = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return OtlpSettings.Read(ConfigOf($"enabled = true\n{toml}"), environment.GetValueOrDefault);
    }

    private static OtlpTracesConfig ConfigOf(string toml) =>
        ConfigurationLoading.Load(TensorZeroConfiguration.FromToml($"[gateway.export.otlp.traces]\n{toml}")).Root.Gateway.OtlpTraces;
}
