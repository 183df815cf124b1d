using TensorZero.Embedded.Gateway.Tests.Metrics;
using TensorZero.Embedded.Tests;

namespace TensorZero.Embedded.Gateway.Tests.Native;

internal sealed class MetricsRouteTests
{
    private const string Greet = """{"function_name": "greet", "input": {"messages": [{"role": "user", "content": "Hi"}]}}""";

    [Test]
    public async Task Before_the_first_request_there_are_only_the_records()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        await world.Engine.FlushAsync();

        var reply = await world.SendAsync(HttpMethod.Get, "/metrics");

        Assert.That(reply.Headers["Content-Type"], Is.EqualTo("text/plain; version=0.0.4; charset=utf-8"));
        Assert.That(reply.Body, Is.EqualTo(
            """
            # HELP tensorzero_records_received_total Records taken over.
            # TYPE tensorzero_records_received_total counter
            tensorzero_records_received_total 1
            # HELP tensorzero_records_written_total Records in the database.
            # TYPE tensorzero_records_written_total counter
            tensorzero_records_written_total 1
            # HELP tensorzero_records_waiting Records on their way.
            # TYPE tensorzero_records_waiting gauge
            tensorzero_records_waiting 0
            # HELP tensorzero_records_dropped_total Records that are lost.
            # TYPE tensorzero_records_dropped_total counter
            tensorzero_records_dropped_total 0
            # HELP tensorzero_records_failed_total Records that the database refused.
            # TYPE tensorzero_records_failed_total counter
            tensorzero_records_failed_total 0
            # HELP tensorzero_journal_size Disk that the journal takes up.
            # TYPE tensorzero_journal_size gauge
            tensorzero_journal_size $size
            # HELP tensorzero_journal_oldest_record_age_seconds Age of the oldest record in the journal.
            # TYPE tensorzero_journal_oldest_record_age_seconds gauge
            tensorzero_journal_oldest_record_age_seconds 0
            # HELP tensorzero_journal_quarantined_total Refused records that are kept in quarantine.
            # TYPE tensorzero_journal_quarantined_total counter
            tensorzero_journal_quarantined_total 0
            # HELP tensorzero_journal_damaged_total Bytes of the journal that were not what was written.
            # TYPE tensorzero_journal_damaged_total counter
            tensorzero_journal_damaged_total 0
            # HELP tensorzero_journal_sync_failures_total Times the disk did not confirm a write.
            # TYPE tensorzero_journal_sync_failures_total counter
            tensorzero_journal_sync_failures_total 0

            """.ReplaceLineEndings("\n").Replace("$size", $"{SizeOfJournal(world)}")));
    }

    [Test]
    public async Task Inferences_feedback_and_tokens_are_counted_under_configured_names()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        await world.SendAsync(HttpMethod.Get, "/status");
        var id = (await AnsweredAsync(world, Greet)).Json.GetProperty("inference_id").GetString();
        await AnsweredAsync(world, Greet);
        await AnsweredAsync(world, """{"model_name": "scripted", "input": {}}""");
        await world.PostAsync("/inference", """{"model_name": "dummy::anything \"you\" like", "input": {}}""");
        await world.PostAsync("/feedback", $$"""{"metric_name": "kept", "inference_id": "{{id}}", "value": true}""");
        await world.PostAsync("/feedback", $$"""{"metric_name": "nobody's", "inference_id": "{{id}}", "value": true}""");

        var metrics = await ScrapeAsync(world);

        Assert.That(metrics.Samples.Where(sample => sample.Key.StartsWith("tensorzero_requests_total", StringComparison.Ordinal)), Is.EquivalentTo(
            new Dictionary<string, double>
            {
                ["""tensorzero_requests_total{endpoint="feedback",metric_name="kept"}"""] = 1,
                ["""tensorzero_requests_total{endpoint="inference",function_name="greet"}"""] = 2,
                ["""tensorzero_requests_total{endpoint="inference",function_name="tensorzero::default",model_name="scripted"}"""] = 1,
                ["""tensorzero_requests_total{endpoint="inference",function_name="tensorzero::default",model_name="dummy::*"}"""] = 1,
            }));
        Assert.That(metrics.Samples["""tensorzero_inferences_total{endpoint="inference",function_name="greet"}"""], Is.EqualTo(2));
        Assert.That(metrics.Samples["tensorzero_input_tokens_total"], Is.GreaterThanOrEqualTo(9));
        Assert.That(metrics.Samples["tensorzero_output_tokens_total"], Is.GreaterThanOrEqualTo(15));
        Assert.That(metrics.Types["tensorzero_requests_total"], Is.EqualTo("counter"));
    }

    [Test]
    public async Task Dry_runs_and_refused_requests_are_not_counted()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        await AnsweredAsync(world, Greet.Replace("\"input\"", "\"dryrun\": true, \"input\""));
        await world.PostAsync("/inference", """{"function_name": "nobody", "input": {}}""");
        await world.PostAsync(
            "/feedback", """{"metric_name": "kept", "inference_id": "019ac9f0-0000-7000-8000-000000000001", "value": true, "dryrun": true}""");

        var metrics = await ScrapeAsync(world);

        Assert.That(metrics.Samples.Keys, Has.All.StartsWith("tensorzero_records_").Or.StartsWith("tensorzero_journal_").Or.StartsWith("gen_ai_client_"));
    }

    [Test]
    public async Task Provider_calls_are_measured_in_the_words_of_OpenTelemetry()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        await AnsweredAsync(world, Greet);

        var metrics = await ScrapeAsync(world);

        const string Call =
            """gen_ai_operation_name="chat",gen_ai_provider_name="scripted",gen_ai_request_model="scripted","""
            + "function_name=\"greet\",variant_name=\"plain\",model_name=\"scripted\"";
        Assert.That(metrics.Samples[$$"""gen_ai_client_operation_duration_seconds_count{{{Call}}}"""], Is.EqualTo(1));
        Assert.That(metrics.Samples[$$"""gen_ai_client_token_usage_sum{{{Call}},gen_ai_token_type="input"}"""], Is.EqualTo(3));
        Assert.That(metrics.Samples[$$"""gen_ai_client_token_usage_bucket{{{Call}},gen_ai_token_type="output",le="4"}"""], Is.EqualTo(0));
        Assert.That(metrics.Samples[$$"""gen_ai_client_token_usage_bucket{{{Call}},gen_ai_token_type="output",le="16"}"""], Is.EqualTo(1));
    }

    [Test]
    public async Task Streams_and_failures_are_counted_too()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        var streaming = world.PostAsync("/inference", Greet.Replace("\"input\"", "\"stream\": true, \"input\""));
        var call = await world.Provider.NextCallAsync();
        call.Say("Hel");
        call.End();
        await streaming;
        var failing = world.PostAsync("/inference", Greet);
        (await world.Provider.NextCallAsync()).Fail(new IOException("The line is cut."));
        await failing;
        await world.Engine.DrainedAsync().OrFail();

        var metrics = await ScrapeAsync(world);

        Assert.That(metrics.Samples["""tensorzero_inferences_total{endpoint="inference",function_name="greet"}"""], Is.EqualTo(2));
        Assert.That(metrics.Samples["tensorzero_input_tokens_total"], Is.EqualTo(3));
        Assert.That(
            metrics.Samples["""tensorzero_inference_latency_overhead_seconds_count{function_name="greet",variant_name="plain"}"""], Is.EqualTo(1));
    }

    [TestCase("[0.5, 60]", "0.5 60 +Inf")]
    [TestCase("[]", "")]
    public async Task The_overhead_has_the_configured_buckets(string buckets, string bounds)
    {
        await using var world = await GatewayWorld.StartAsync(
            CaseFile.Toml + $"\n[gateway.metrics]\ntensorzero_inference_latency_overhead_seconds_buckets = {buckets}");
        await AnsweredAsync(world, Greet);

        var metrics = await ScrapeAsync(world);

        const string Start = """tensorzero_inference_latency_overhead_seconds_bucket{function_name="greet",variant_name="plain",le=""";
        var found = metrics.Samples.Keys.Where(name => name.StartsWith(Start, StringComparison.Ordinal)).Select(name => name[Start.Length..].Trim('"', '}'));
        Assert.That(string.Join(' ', found), Is.EqualTo(bounds));
        Assert.That(metrics.Types.ContainsKey("tensorzero_inference_latency_overhead_seconds"), Is.EqualTo(bounds.Length > 0));
    }

    [Test]
    public async Task Another_engine_of_the_process_is_not_counted()
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        await using var other = await GatewayWorld.StartAsync(CaseFile.Toml);
        await world.SendAsync(HttpMethod.Get, "/status");
        await AnsweredAsync(other, Greet);

        Assert.That((await ScrapeAsync(world)).Samples.Keys, Has.All.StartsWith("tensorzero_records_").Or.StartsWith("tensorzero_journal_"));
    }

    private static long SizeOfJournal(GatewayWorld world) =>
        Directory.GetFiles(world.DatabasePath + ".journal", "*.journal", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static async Task<GatewayReply> AnsweredAsync(GatewayWorld world, string request)
    {
        var asking = world.PostAsync("/inference", request);
        (await world.Provider.NextCallAsync()).Answer(new TextBlock("Hello."));
        return await asking;
    }

    private static async Task<Exposition> ScrapeAsync(GatewayWorld world) =>
        Exposition.Read((await world.SendAsync(HttpMethod.Get, "/metrics")).Body);
}
