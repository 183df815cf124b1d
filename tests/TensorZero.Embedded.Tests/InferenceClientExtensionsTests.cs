using System.Text.Json;
using System.Text.Json.Serialization;

namespace TensorZero.Embedded.Tests;

/// <summary>Typed calls through the whole engine; the model echoes what the user says.</summary>
internal sealed partial class InferenceClientExtensionsTests
{
    private const string Configuration =
        """
        [models.echo]
        routing = ["dummy"]

        [models.echo.providers.dummy]
        type = "dummy"
        model_name = "echo"

        [functions.extract]
        type = "json"
        output_schema.__tensorzero_remapped_path = "extract.json"
        output_schema.__data = '{"type": "object", "required": ["name", "city"]}'

        [functions.extract.variants.only]
        type = "chat_completion"
        model = "echo"
        json_mode = "off"
        """;

    private const string Ada = """{"name": "Ada", "city": "London", "born": 1815}""";

    private TensorZeroEngine _engine = null!;

    private IInferenceClient Client => _engine.Inference;

    [SetUp]
    public async Task StartTheEngine() => _engine = await TensorZeroEngine.CreateAsync(
        new TensorZeroOptions { Configuration = TensorZeroConfiguration.FromToml(Configuration), SqlitePath = ":memory:" });

    [TearDown]
    public async Task StopTheEngine() => await _engine.DisposeAsync();

    [Test]
    public async Task A_json_answer_becomes_a_value()
    {
        var generated = await Client.InferAsync(Extract(Ada), OutputTypes.Default.Person);
        var reflected = await Client.InferAsync<Person>(Extract(Ada));

        Assert.Multiple(() =>
        {
            Assert.That(generated.IsValid, Is.True);
            Assert.That(generated.Output, Is.EqualTo(new Person("Ada", "London", 1815)));
            Assert.That(generated.RequireOutput(), Is.SameAs(generated.Output));
            Assert.That(generated.Response.Output!.Raw, Is.EqualTo(Ada));
            Assert.That(reflected.Output, Is.EqualTo(generated.Output));
        });
    }

    [TestCase("""{"name": "Ada"}""", "it is no JSON that fits the output schema")]
    [TestCase("Ada, of London", "it is no JSON that fits the output schema")]
    [TestCase("""{"name": "Ada", "city": "London", "born": "long ago"}""", "it does not fit the type")]
    public async Task An_answer_that_does_not_fit_is_no_value(string answer, string reason)
    {
        var response = await Client.InferAsync(Extract(answer), OutputTypes.Default.Person);

        Assert.That((response.IsValid, response.Output), Is.EqualTo((false, (Person?)null)));
        var error = Assert.Throws<InvalidOutputException>(() => response.RequireOutput())!;
        Assert.That(error.Message, Does.Contain(reason).And.Contain(response.Response.InferenceId.ToString()));
        Assert.That(error.Response, Is.SameAs(response.Response));
        Assert.That(error.ToString(), Does.Not.Contain("Ada").And.Not.Contain("long ago"));
    }

    [TestCase(Ada, true)]
    [TestCase("Ada, of London", false)]
    [TestCase("null", false)]
    public async Task A_bare_models_text_becomes_a_value_when_it_is_json(string answer, bool isValid)
    {
        var response = await Client.InferAsync(InferenceRequest.ToModel("echo", answer), OutputTypes.Default.Person);

        Assert.That(response.IsValid, Is.EqualTo(isValid));
        Assert.That(response.Output, Is.EqualTo(isValid ? new Person("Ada", "London", 1815) : null));
    }

    [Test]
    public async Task A_value_type_has_its_default_when_invalid()
    {
        var response = await Client.InferAsync<int>(InferenceRequest.ToModel("echo", "five"));

        Assert.That((response.IsValid, response.Output), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task A_stream_grows_and_ends_with_the_validated_value()
    {
        var steps = await Client.InferStreamingAsync(Extract(Ada), OutputTypes.Default.Person).ToListAsync();

        Assert.Multiple(() =>
        {
            // The dummy provider cuts after every eighth character.
            Assert.That(steps.Select(step => step.Value), Is.EqualTo(new[]
            {
                new Person(null, null, 0),
                new Person("Ada", null, 0),
                new Person("Ada", "London", 0),
                new Person("Ada", "London", 1815),
                new Person("Ada", "London", 1815),
            }));
            Assert.That(steps.SkipLast(1).Select(step => step.IsFinal), Is.All.False);
            Assert.That(steps[^1].Response!.IsValid, Is.True);
            Assert.That(steps[^1].Value, Is.SameAs(steps[^1].Response!.Output));
        });
    }

    [Test]
    public async Task A_stream_that_ends_invalid_shows_what_came_and_says_so()
    {
        var steps = await Client.InferStreamingAsync<Person>(Extract("""{"name": "Ada", "ci""")).ToListAsync();

        Assert.That(steps[^2].Value, Is.EqualTo(new Person("Ada", null, 0)));
        Assert.That((steps[^1].IsFinal, steps[^1].Value, steps[^1].Response!.IsValid), Is.EqualTo((true, (Person?)null, false)));
    }

    private static InferenceRequest Extract(string answer) => InferenceRequest.ToFunction("extract", answer);

    internal sealed record Person(string? Name, string? City, int Born);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Person))]
    internal sealed partial class OutputTypes : JsonSerializerContext;
}
