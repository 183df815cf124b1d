using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Models;
using TensorZero.Embedded.Configuration.Sections.Providers;

namespace TensorZero.Embedded.Tests.Configuration.Sections;

/// <summary>Every provider type takes all its keys, and nothing is lost on the way.</summary>
public sealed class ProviderConfigTests
{
    private static readonly (string Type, string Keys)[] AllKeys =
    [
        ("anthropic", "model_name='m'\napi_base='https://x.test/v1'\napi_key_location='env::K'\nprovider_tools=[{type='t'}]\nbeta_structured_outputs=true"),
        ("aws_bedrock", "model_id='m'\nregion='us-east-1'\nendpoint_url='env::U'\naccess_key_id='env::A'\nsecret_access_key='env::B'\nsession_token='env::C'"),
        ("aws_sagemaker", "model_name='m'\nendpoint_name='e'\nhosted_provider='tgi'\nregion='sdk'\nendpoint_url='https://x.test'\naccess_key_id='dynamic::a'\nsecret_access_key='dynamic::b'\nsession_token='dynamic::c'"),
        ("azure", "deployment_id='m'\nendpoint='https://x.test'\napi_key_location='env::K'"),
        ("deepseek", "model_name='m'\napi_key_location='env::K'"),
        ("fireworks", "model_name='m'\napi_key_location='env::K'\nparse_think_blocks=false"),
        ("gcp_vertex_anthropic", "model_id='m'\nlocation='l'\nproject_id='p'\ncredential_location='sdk'\nprovider_tools=[]"),
        ("gcp_vertex_gemini", "endpoint_id='m'\nlocation='l'\nproject_id='p'\ncredential_location='path_from_env::P'"),
        ("google_ai_studio_gemini", "model_name='m'\napi_key_location='env::K'"),
        ("groq", "model_name='m'\napi_key_location='env::K'\nreasoning_format='parsed'"),
        ("hyperbolic", "model_name='m'\napi_key_location='env::K'"),
        ("mistral", "model_name='m'\napi_key_location='env::K'\nprompt_mode='reasoning'"),
        ("openai", "model_name='m'\napi_base='http://localhost:11434/v1'\napi_key_location='none'\napi_type='responses'\ninclude_encrypted_reasoning=true\nprovider_tools=[{type='web_search', n=1}]\ncontent_type_overrides={'application/pdf'='image_url'}"),
        ("openrouter", "model_name='m'\napi_key_location='env::K'"),
        ("sglang", "model_name='m'\napi_base='http://x.test'\napi_key_location='none'"),
        ("tgi", "api_base='http://x.test'\napi_key_location='none'"),
        ("together", "model_name='m'\napi_key_location='env::K'\nparse_think_blocks=false"),
        ("vllm", "model_name='m'\napi_base='http://x.test'\napi_key_location='none'"),
        ("xai", "model_name='m'\napi_key_location='env::K'"),
        ("dummy", "model_name='m'\napi_key_location='env::K'"),
    ];

    private static IEnumerable<TestCaseData> Types => AllKeys.Select(pair => new TestCaseData(pair.Type, pair.Keys).SetArgDisplayNames(pair.Type));

    [Test]
    public void Every_type_is_tried() => Assert.That(AllKeys.Select(pair => pair.Type), Is.EqualTo(ProviderTypes.All));

    [TestCaseSource(nameof(Types))]
    public void A_type_takes_all_its_keys(string type, string keys) => Assert.That(Load(type, keys).Provider.Type, Is.EqualTo(type));

    [Test]
    public void The_values_of_openai_arrive()
    {
        var openai = (OpenAiProviderConfig)Load("openai", AllKeys.Single(pair => pair.Type == "openai").Keys).Provider;
        Assert.That(openai.ModelName, Is.EqualTo("m"));
        Assert.That(openai.ApiBase, Is.EqualTo(new Uri("http://localhost:11434/v1")));
        Assert.That(openai.Credential, Is.EqualTo(new CredentialLocation(CredentialKind.None, "")));
        Assert.That(openai.ApiType, Is.EqualTo(OpenAiApiType.Responses));
        Assert.That(openai.IncludeEncryptedReasoning);
        Assert.That(openai.ProviderTools.Single().GetRawText(), Is.EqualTo("""{"type":"web_search","n":1}"""));
        Assert.That(openai.ContentTypeOverrides, Is.EqualTo(new Dictionary<string, string> { ["application/pdf"] = "image_url" }));
    }

    [Test]
    public void The_values_of_bedrock_arrive()
    {
        var bedrock = (AwsBedrockProviderConfig)Load("aws_bedrock", AllKeys[1].Keys).Provider;
        Assert.That(bedrock.Region, Is.EqualTo(new CredentialLocation(CredentialKind.Literal, "us-east-1")));
        Assert.That(bedrock.EndpointUrl, Is.EqualTo(new CredentialLocation(CredentialKind.Environment, "U")));
        Assert.That(bedrock.SecretAccessKey, Is.EqualTo(new CredentialLocation(CredentialKind.Environment, "B")));
    }

    [Test]
    public void The_keys_that_all_types_share_arrive()
    {
        var provider = Load("dummy", """
            model_name = "m"
            api_key_location = { default = "dynamic::k", fallback = "env::K" }
            discard_unknown_chunks = true
            timeouts = { non_streaming = { total_ms = 1 }, streaming = { ttft_ms = 2, total_ms = 3 } }
            extra_body = [{ pointer = "/a", value = { b = [1, 2.5] } }, { pointer = "/c", delete = true }]
            extra_headers = [{ name = "x", value = "y" }, { name = "z", delete = true }]
            cost = [
                { pointer = "/in", cost_per_million = 0.15, required = true },
                { pointer_nonstreaming = "/n", pointer_streaming = "/s", cost_per_unit = 2 },
            ]
            batch_cost = [{ pointer = "/b", cost_per_million = 1 }]
            """);

        Assert.That(((DummyProviderConfig)provider.Provider).Credential, Is.EqualTo(
            new CredentialLocation(CredentialKind.Dynamic, "k", new CredentialLocation(CredentialKind.Environment, "K"))));
        Assert.That(provider.DiscardUnknownChunks);
        Assert.That(
            (provider.Timeouts.NonStreamingTotal, provider.Timeouts.TimeToFirstToken, provider.Timeouts.StreamingTotal),
            Is.EqualTo(((TimeSpan?)TimeSpan.FromMilliseconds(1), (TimeSpan?)TimeSpan.FromMilliseconds(2), (TimeSpan?)TimeSpan.FromMilliseconds(3))));
        Assert.That(provider.ExtraBody.Select(body => (body.Pointer, body.Value?.GetRawText())), Is.EqualTo(new[] { ("/a", """{"b":[1,2.5]}"""), ("/c", null) }));
        Assert.That(provider.ExtraHeaders.Select(header => (header.Name, header.Value)), Is.EqualTo(new[] { ("x", "y"), ("z", null) }));
        Assert.That(
            provider.Cost.Select(cost => (cost.Pointer, cost.StreamingPointer, cost.DollarsPerUnit, cost.Required)),
            Is.EqualTo(new[] { ("/in", "/in", 0.00000015m, true), ("/n", "/s", 2m, false) }));
        Assert.That(provider.BatchCost.Single().DollarsPerUnit, Is.EqualTo(0.000001m));
    }

    [Test]
    public void A_type_that_the_application_added_keeps_its_keys()
    {
        var toml = TensorZeroConfiguration.FromToml("[models.m]\nrouting=['a']\n[models.m.providers.a]\ntype='acme'\nwhatever=1\n");
        var provider = ConfigurationLoading.Load(toml, "acme").Root.Models["m"].Providers["a"].Provider;
        Assert.That(provider, Is.InstanceOf<CustomProviderConfig>());
        Assert.That(provider.Origin.Node["whatever"], Is.InstanceOf<ScalarNode>());
    }

    private static ModelProviderConfig Load(string type, string keys)
    {
        var toml = $"[models.m]\nrouting = ['a']\n[models.m.providers.a]\ntype = '{type}'\n{keys}\n";
        return ConfigurationLoading.Load(TensorZeroConfiguration.FromToml(toml)).Root.Models["m"].Providers["a"];
    }
}
