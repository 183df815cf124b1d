namespace TensorZero.Embedded.Configuration;

internal sealed class ArrayNode(SourcePosition? position = null) : ConfigurationNode(position)
{
    private readonly List<ConfigurationNode> _items = [];

    public override string Description => "an array";

    public IReadOnlyList<ConfigurationNode> Items => _items;

    public void Add(ConfigurationNode item) => _items.Add(item);
}
