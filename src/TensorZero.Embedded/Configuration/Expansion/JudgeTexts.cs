using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Expansion;

/// <summary>Schemas and the user template of every LLM judge.</summary>
internal static class JudgeTexts
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "input": { "type": "string" },
            "generated_output": { "type": "string" },
            "reference_output": { "type": ["string", "null"] }
          },
          "required": ["input", "generated_output", "reference_output"],
          "additionalProperties": false
        }
        """;

    private const string Output = """
        {
          "type": "object",
          "properties": { "score": { "type": "TYPE", "description": "Your verdict." } },
          "required": ["score"],
          "additionalProperties": false
        }
        """;

    private const string User = """
        # Input

        {{ input }}

        # Generated output

        {{ generated_output }}
        {%- if reference_output %}

        # Reference output

        {{ reference_output }}
        {%- endif %}
        """;

    public static IReadOnlyDictionary<string, SchemaConfig> InputSchemas(string name) =>
        new Dictionary<string, SchemaConfig> { ["user"] = new(Text($"{name}::user_schema", Input), IsLegacy: true) };

    public static FileText OutputSchema(string name, MetricType type) => Text(
        $"{name}::output_schema",
        Output.Replace("TYPE", type == MetricType.Boolean ? "boolean" : "number", StringComparison.Ordinal));

    public static TemplateConfig UserTemplate(string name) => new(Text($"{name}::user", User), IsLegacy: true);

    private static FileText Text(string name, string text) => new(name, null, text, null);
}
