using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded;

/// <summary>
/// A configuration written in C#, with the tables and keys of <c>tensorzero.toml</c>; methods for the common ones, <c>Table</c> and
/// <c>Set</c> for all others. Not thread-safe.
/// </summary>
public sealed class ConfigurationBuilder : ConfigurationTable<ConfigurationBuilder>
{
    internal ConfigurationBuilder()
    {
    }

    /// <summary>Adds a model. Models such as <c>openai::gpt-5-mini</c> need none.</summary>
    public ConfigurationBuilder Model(string name, Action<ModelBuilder> build) => Add("models", name, new ModelBuilder(), build);

    /// <summary>Adds a function that answers with text and tool calls.</summary>
    public ConfigurationBuilder ChatFunction(string name, Action<FunctionBuilder> build) =>
        Add("functions", name, new FunctionBuilder().Set("type", "chat"), build);

    /// <summary>Adds a function that answers with JSON.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="outputSchema">A JSON Schema of the answer; null for any JSON.</param>
    /// <param name="build">Adds variants and settings.</param>
    public ConfigurationBuilder JsonFunction(string name, string? outputSchema, Action<FunctionBuilder> build)
    {
        var function = new FunctionBuilder().Set("type", "json");
        return Add("functions", name, outputSchema is null ? function : function.SetText("output_schema", outputSchema), build);
    }

    /// <summary>Adds a tool.</summary>
    /// <param name="name">The name by which functions list it and models call it.</param>
    /// <param name="description">What the tool does, for the model.</param>
    /// <param name="parametersSchema">A JSON Schema of the arguments.</param>
    /// <param name="strict">Whether the provider must keep to the schema, where it can.</param>
    public ConfigurationBuilder Tool(string name, string description, string parametersSchema, bool strict = false) =>
        Add("tools", name, new ConfigurationTable(), tool => tool
            .Set("description", description).SetText("parameters", parametersSchema).Set("strict", strict));

    /// <summary>Adds a metric whose feedback is true or false.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="level">What the feedback is about.</param>
    /// <param name="maximize">Whether true is the good value.</param>
    public ConfigurationBuilder BooleanMetric(string name, FeedbackLevel level = FeedbackLevel.Inference, bool maximize = true) =>
        Metric(name, "boolean", level, maximize);

    /// <summary>Adds a metric whose feedback is a number.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="level">What the feedback is about.</param>
    /// <param name="maximize">Whether more is better.</param>
    public ConfigurationBuilder FloatMetric(string name, FeedbackLevel level = FeedbackLevel.Inference, bool maximize = true) =>
        Metric(name, "float", level, maximize);

    private ConfigurationBuilder Metric(string name, string type, FeedbackLevel level, bool maximize) =>
        Add("metrics", name, new ConfigurationTable(), metric => metric
            .Set("type", type)
            .Set("level", level == FeedbackLevel.Episode ? "episode" : "inference")
            .Set("optimize", maximize ? "max" : "min"));

    private ConfigurationBuilder Add<TTable>(string section, string name, TTable table, Action<TTable> build)
        where TTable : ConfigurationTable<TTable>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(build);
        build(table);
        var entry = new TableNode();
        entry.Add(name, null, table.Node);
        return SetNode(section, entry);
    }
}
