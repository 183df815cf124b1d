using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Files;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>The reference of all keys is generated from what reads them; TENSORZERO_APPROVE=1 writes it anew.</summary>
public sealed class ConfigurationReferenceTests
{
    private const string Page = "docs/configuration.md";

    private const string SchemaFile = "docs/tensorzero.schema.json";

    private static readonly TableForm Root = KeyExplorer.ExploreAll();

    private static readonly JsonSchema Schema = JsonSchema.Parse(SchemaOfConfiguration.Write(Root));

    [Test]
    public void The_schema_is_the_generated_one() => Compare(SchemaFile, SchemaOfConfiguration.Write(Root));

    [Test]
    public void The_page_of_all_keys_is_the_generated_one() => Compare(Page, PageOfConfiguration.Write(Root));

    [Test]
    public void No_key_is_without_a_meaning() =>
        Assert.That(KeysOf("", Root).Where(key => key.Entry.Meaning is null).Select(key => key.Path), Is.Empty);

    [TestCase("[functions.f]\ntype = \"chat\"\nvariants = {}\noutput_schema = \"x.json\"", "/functions/f")]
    [TestCase("[gateway]\ndebugg = true", "/gateway/debugg")]
    [TestCase("[gateway]\nglobal_outbound_http_timeout_ms = -1", "/gateway/global_outbound_http_timeout_ms")]
    [TestCase("[functions.f]\ntype = \"chat\"", "/functions/f")]
    [TestCase("[functions.f]\nvariants = {}", "/functions/f")]
    [TestCase("[models.m]\nrouting = \"a\"", "/models/m/routing")]
    [TestCase("[models.m]\nrouting = []\n[models.m.providers.p]\ntype = \"openai\"", "/models/m/providers/p")]
    [TestCase("[functions.f]\ntype = \"chat\"\nvariants.v = { type = \"chat_completion\", model = \"m\", json_mode = \"of\" }", "/functions/f")]
    public void A_wrong_configuration_does_not_fit_the_schema(string toml, string path)
    {
        var result = Schema.Validate(NodeJson.ToElement(TensorZeroConfiguration.FromToml(toml).Read(new ProblemList())));
        Assert.That(result.Errors.Select(error => error.InstancePointer), Has.Some.EqualTo(path), () => result.ToString());
    }

    [TestCaseSource(typeof(RealConfigurations), nameof(RealConfigurations.Patterns))]
    public void A_real_configuration_fits_the_schema(string example) => AssertFits(RealConfigurations.Find(example));

    [Test]
    public void The_end_to_end_configuration_fits_the_schema() =>
        AssertFits(Path.Combine(TestSuites.Require(RealConfigurations.EndToEnd), "tensorzero.*.toml"));

    /// <summary>All keys that the page explains: not those that only exports write, nor those that tell what to use instead.</summary>
    private static IEnumerable<(string Path, KeyEntry Entry)> KeysOf(string path, TableForm table) =>
        from alternative in table.Alternatives
        from entry in alternative.Keys
        where !entry.Name.StartsWith("__", StringComparison.Ordinal) && entry.Deprecated is null
        let own = $"{path}/{entry.Name}"
        from key in entry.Name == alternative.Key ? [] : entry.Forms.SelectMany(form => KeysOf(own, form)).Prepend((Path: own, Entry: entry))
        select key;

    private static IEnumerable<(string Path, KeyEntry Entry)> KeysOf(string path, KeyForm form) => form switch
    {
        KeyForm.Table table => KeysOf(path, table.Form),
        KeyForm.Map map => KeysOf(path, map.Of),
        KeyForm.Array array => KeysOf(path, array.Of),
        _ => [],
    };

    private static void AssertFits(string pattern)
    {
        var tree = NodeJson.ToElement(ConfigurationFiles.Read(pattern, new ProblemList()));
        var result = Schema.Validate(tree);
        Assert.That(result.IsValid, () => string.Join('\n', result.Errors));
    }

    private static void Compare(string file, string generated)
    {
        var path = Path.Combine(Checkout.Root, file);
        if (Environment.GetEnvironmentVariable("TENSORZERO_APPROVE") == "1")
        {
            File.WriteAllText(path, generated);
        }

        Assert.That(
            File.Exists(path) ? File.ReadAllText(path) : "",
            Is.EqualTo(generated),
            $"{file} does not say what the binding reads: TENSORZERO_APPROVE=1 dotnet test --filter ConfigurationReference");
    }
}
