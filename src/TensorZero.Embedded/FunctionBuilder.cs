using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded;

/// <summary>A function of a configuration written in C#. Not thread-safe.</summary>
public sealed class FunctionBuilder : ConfigurationTable<FunctionBuilder>
{
    private readonly TableNode _variants = new();

    internal FunctionBuilder() => SetNode("variants", _variants);

    /// <summary>Describes the arguments of the template of the same name (<c>system</c>, <c>user</c>, <c>assistant</c> or one of your own).</summary>
    public FunctionBuilder Schema(string name, string jsonSchema) =>
        Table("schemas", schemas => schemas.Table(name, schema => schema.SetText("path", jsonSchema)));

    /// <summary>Adds a variant that asks a model once: <c>type = "chat_completion"</c> unless <paramref name="build"/> sets another.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    public FunctionBuilder Variant(string name, string model, Action<VariantBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var variant = new VariantBuilder().Set("type", "chat_completion").Set("model", model);
        build(variant);
        _variants.Set(name, variant.Node);
        return this;
    }
}
