using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Configuration.Sections.Experimentation;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Sections.Functions;

internal sealed record FunctionConfig : ConfigSection
{
    private static readonly string[] ChatKeys = ["tools", "tool_choice", "parallel_tool_calls"];

    private static readonly string[] JsonKeys = ["output_schema"];

    public required string Name { get; init; }

    /// <summary>Whether it answers with text and tool calls or with JSON.</summary>
    public required FunctionType Type { get; init; }

    /// <summary>The ways to answer, by name.</summary>
    public required IReadOnlyDictionary<string, VariantConfig> Variants { get; init; }

    /// <summary>By name; <c>system</c>, <c>user</c> and <c>assistant</c> belong to the roles.</summary>
    public IReadOnlyDictionary<string, SchemaConfig> Schemas { get; init; } = new Dictionary<string, SchemaConfig>();

    /// <summary>Null means the schema <c>{}</c>. JSON functions only.</summary>
    public FileText? OutputSchema { get; init; }

    /// <summary>Keys of <c>[tools]</c>. Chat functions only.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Whether the model may, must or must not call tools, or which one it must call.</summary>
    public ToolChoice ToolChoice { get; init; } = ToolChoice.Auto;

    /// <summary>Whether the model may call several tools at once; null leaves it to the provider.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>For readers.</summary>
    public string? Description { get; init; }

    /// <summary>How a variant is chosen.</summary>
    public required FunctionExperimentationConfig Experimentation { get; init; }

    /// <summary>What evaluations measure, by name.</summary>
    public IReadOnlyDictionary<string, EvaluatorConfig> Evaluators { get; init; } = new Dictionary<string, EvaluatorConfig>();

    public static FunctionConfig Bind(string name, TableReader table)
    {
        var type = table.RequiredWord("type", ("chat", FunctionType.Chat), ("json", FunctionType.Json));
        if (!table.Has("variants"))
        {
            table.Missing("variants");
        }

        var isChat = type == FunctionType.Chat;
        RefuseKeysOfTheOtherType(table, isChat);
        return new FunctionConfig
        {
            Origin = table.Origin,
            Name = name,
            Type = type,
            Variants = table.Map("variants", VariantTypes.Bind),
            Schemas = SchemaBinding.Schemas(table),
            OutputSchema = isChat ? null : table.File("output_schema"),
            Tools = isChat ? table.Texts("tools") ?? [] : [],
            ToolChoice = isChat ? ToolChoiceBinding.Bind(table) : ToolChoice.Auto,
            ParallelToolCalls = isChat ? table.Boolean("parallel_tool_calls") : null,
            Description = table.Text("description"),
            Experimentation = table.TableOrEmpty("experimentation", FunctionExperimentationConfig.Bind),
            Evaluators = table.Map("evaluators", EvaluatorTypes.Bind),
        };
    }

    private static void RefuseKeysOfTheOtherType(TableReader table, bool isChat)
    {
        foreach (var key in isChat ? JsonKeys : ChatKeys)
        {
            if (table.Has(key))
            {
                table.Error(key, $"works in {(isChat ? "JSON" : "chat")} functions only");
            }
        }
    }
}
