using System.Globalization;
using System.Text;
using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>
/// A configuration of many functions, chat and JSON in turn: each with one variant, two templates, an input schema, and a tool or an output
/// schema; no two texts are alike. All of it stands in one text, as TOML and as JSON.
/// </summary>
internal sealed class GeneratedConfiguration
{
    private const string Models = """
        [models.assistant]
        routing = ["dummy"]
        [models.assistant.providers.dummy]
        type = "dummy"
        model_name = "good"

        """;

    private readonly StringBuilder _toml = new(Models);
    private readonly Dictionary<string, string> _templates = [];
    private readonly List<string> _schemas = [];

    public GeneratedConfiguration(int functions)
    {
        var templates = new[] { Texts.Read("letter.minijinja"), Texts.Read("order.minijinja") };
        var schemas = new[] { Texts.Read("letter_schema.json"), Texts.Read("order_schema.json") };
        for (var i = 0; i < functions; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"answer_{i:D4}");
            if (i % 2 == 0)
            {
                Add($"[tools.{name}]", "description = \"Finds an order.\"", Schema("parameters", name + " tool", schemas[0]));
                Add($"[functions.{name}]", "type = \"chat\"", $"tools = [\"{name}\"]");
            }
            else
            {
                Add($"[functions.{name}]", "type = \"json\"", Schema("output_schema", name + " output", schemas[1]));
            }

            Add(Schema("schemas.user.path", name + " input", schemas[0]));
            Add($"[functions.{name}.variants.main]", "type = \"chat_completion\"", "model = \"assistant\"");
            Add(Template("templates.system.path", name + " system", templates[0]));
            Add(Template("templates.user.path", name + " user", templates[1]));
            Add("temperature = 0.3", "max_tokens = 300", i % 2 == 0 ? "" : "json_mode = \"strict\"\n");
        }

        Toml = _toml.ToString();
        Json = Encoding.UTF8.GetBytes(NodeJson.ToElement(TensorZeroConfiguration.FromToml(Toml).Read(new ProblemList())).GetRawText());
    }

    public string Toml { get; }

    /// <summary>The same tree.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    public IReadOnlyDictionary<string, string> Templates => _templates;

    public IReadOnlyList<string> Schemas => _schemas;

    private void Add(params ReadOnlySpan<string> lines) => _toml.AppendJoin('\n', lines).Append('\n');

    private string Template(string key, string name, string text)
    {
        text = $"{{# {name} #}}{text}";
        _templates.Add(name, text);
        return File(key, name, text);
    }

    private string Schema(string key, string name, string text)
    {
        text = text.Replace("\"title\": \"Order\"", $"\"title\": \"{name}\"", StringComparison.Ordinal);
        _schemas.Add(text);
        return File(key, name, text);
    }

    /// <summary>A text in the place of a file.</summary>
    private static string File(string key, string name, string text) =>
        $"{key} = {{ __tensorzero_remapped_path = \"{name}\", __data = '''\n{text}''' }}";
}
