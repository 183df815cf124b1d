using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded;

/// <summary>A model of a configuration written in C#. Not thread-safe.</summary>
public sealed class ModelBuilder : ConfigurationTable<ModelBuilder>
{
    private readonly ArrayNode _routing = new();
    private readonly TableNode _providers = new();

    internal ModelBuilder()
    {
        SetNode("routing", _routing);
        SetNode("providers", _providers);
    }

    /// <summary>Adds a provider; providers are tried in the order they are added.</summary>
    /// <param name="name">A name of your own for it.</param>
    /// <param name="type">The type, such as <c>openai</c> or <c>anthropic</c>.</param>
    /// <param name="build">Sets the type's keys, such as <c>model_name</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    public ModelBuilder Provider(string name, string type, Action<ConfigurationTable> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var table = new ConfigurationTable().Set("type", type);
        build(table);
        _routing.Add(ScalarNode.Of(name));
        _providers.Set(name, table.Node);
        return this;
    }
}
