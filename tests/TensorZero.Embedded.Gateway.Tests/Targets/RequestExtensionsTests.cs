using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Targets;

namespace TensorZero.Embedded.Gateway.Tests.Targets;

internal sealed class RequestExtensionsTests
{
    [Test]
    public void Every_extension_is_read()
    {
        var extensions = Read(
            """
            {
              "model": "m",
              "tensorzero::episode_id": "0199b2f0-0000-7000-8000-000000000000",
              "tensorzero::variant_name": "v",
              "tensorzero::namespace": "n",
              "tensorzero::params": {"chat_completion": {"seed": 3}},
              "tensorzero::provider_tools": [{"tool": {"type": "web_search"}}],
              "tensorzero::tags": {"a": "b"},
              "tensorzero::credentials": {"key": "secret"},
              "tensorzero::cache_options": {"enabled": "read_only", "max_age_s": 60, "share_calls": true},
              "tensorzero::extra_body": [{"pointer": "/x", "value": 1}],
              "tensorzero::extra_headers": [{"name": "x", "value": "y"}],
              "tensorzero::dryrun": true,
              "tensorzero::deny_unknown_fields": true,
              "tensorzero::include_raw_usage": true,
              "tensorzero::include_raw_response": true,
              "tensorzero::include_original_response": true,
              "tensorzero::internal_dynamic_variant_config": {"type": "chat_completion"}
            }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(extensions.EpisodeId, Is.EqualTo(Guid.Parse("0199b2f0-0000-7000-8000-000000000000")));
            Assert.That((extensions.VariantName, extensions.Namespace, extensions.Params.Seed), Is.EqualTo(("v", "n", 3L)));
            Assert.That(extensions.ProviderTools.Single().Tool.GetRawText(), Is.EqualTo("""{"type": "web_search"}"""));
            Assert.That((extensions.Tags["a"], extensions.Credentials["key"]), Is.EqualTo(("b", "secret")));
            Assert.That((extensions.ExtraBody.Single().Pointer, extensions.ExtraHeaders.Single().Value), Is.EqualTo(("/x", "y")));
            Assert.That(extensions.Cache, Is.EqualTo(new CacheOptions { Mode = CacheMode.ReadOnly, MaxAge = TimeSpan.FromMinutes(1), ShareCalls = true }));
            Assert.That((extensions.DryRun, extensions.DenyUnknownFields), Is.EqualTo((true, true)));
            Assert.That((extensions.IncludeRawUsage, extensions.IncludeRawResponse, extensions.IncludeOriginalResponse), Is.EqualTo((true, true, true)));
            Assert.That(extensions.DynamicVariant!.Value.GetRawText(), Is.EqualTo("""{"type": "chat_completion"}"""));
        });
    }

    [TestCase("""{"tensorzero::episode": "x"}""", "There is no key `tensorzero::episode` in the request.")]
    [TestCase("""{"tensorzero::episode_id": "x"}""", "Expected a UUID as `tensorzero::episode_id` in the request.")]
    [TestCase("""{"tensorzero::variant_name": 1}""", "Expected a string as `tensorzero::variant_name` in the request.")]
    [TestCase("""{"tensorzero::namespace": []}""", "Expected a string as `tensorzero::namespace` in the request.")]
    [TestCase("""{"tensorzero::params": {"chat_completion": {"seed": "x"}}}""", "tensorzero::params: Expected an integer")]
    [TestCase("""{"tensorzero::params": {"chat": {}}}""", "tensorzero::params: There is no key `chat` in `params`.")]
    [TestCase("""{"tensorzero::provider_tools": {}}""", "tensorzero::provider_tools: Expected a list of provider_tools.")]
    [TestCase("""{"tensorzero::tags": {"a": 1}}""", "Expected only strings in `tensorzero::tags` in the request.")]
    [TestCase("""{"tensorzero::credentials": []}""", "Expected an object for `tensorzero::credentials` in the request.")]
    [TestCase("""{"tensorzero::cache_options": "on"}""", "Expected an object for `tensorzero::cache_options`.")]
    [TestCase("""{"tensorzero::extra_body": [{}]}""", "tensorzero::extra_body.extra_body[0]: Missing `pointer` in extra_body.")]
    [TestCase("""{"tensorzero::extra_headers": [{"name": "a b"}]}""", "tensorzero::extra_headers.extra_headers[0]: ")]
    [TestCase("""{"tensorzero::dryrun": "yes"}""", "Expected true or false as `tensorzero::dryrun` in the request.")]
    [TestCase("""{"tensorzero::include_raw_usage": 1}""", "Expected true or false as `tensorzero::include_raw_usage` in the request.")]
    [TestCase("[]", "Expected an object for the request.")]
    public void A_wrong_extension_is_told_where(string json, string message) => Assert.That(
        () => Read(json), Throws.TypeOf<ContentJsonException>().With.Message.StartsWith(message));

    private static RequestExtensions Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return RequestExtensions.Read(document.RootElement);
    }
}
