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

    public required FunctionType Type { get; init; }

    public required IReadOnlyDictionary<string, VariantConfig> Variants { get; init; }

    /// <summary>By name; <c>system</c>, <c>user</c> and <c>assistant</c> belong to the roles.</summary>
    public IReadOnlyDictionary<string, SchemaConfig> Schemas { get; init; } = new Dictionary<string, SchemaConfig>();

    /// <summary>Null means the schema <c>{}</c>. JSON functions only.</summary>
    public FileText? OutputSchema { get; init; }

    /// <summary>Keys of <c>[tools]</c>. Chat functions only.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    public ToolChoice ToolChoice { get; init; } = ToolChoice.Auto;

    public bool? ParallelToolCalls { get; init; }

    public string? Description { get; init; }

    /// <summary>How a variant is chosen.</summary>
    public required FunctionExperimentationConfig Experimentation { get; init; }

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
