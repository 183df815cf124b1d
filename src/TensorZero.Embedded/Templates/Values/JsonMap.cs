using System.Text.Json;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>A JSON object of the arguments; members are looked up in place. A name given twice has its last value.</summary>
internal sealed class JsonMap(JsonElement map) : MapObject
{
    private Value[]? _keys;

    public override int? Length => Keys().Length;

    public override Value[] Items(Budget budget) => Keys();

    public override bool TryGet(in Value key, Budget budget, out Value value)
    {
        if (key.TryGetText(out var name) && map.TryGetProperty(name, out var member))
        {
            value = Value.FromJson(member);
            return true;
        }

        value = default;
        return false;
    }

    public override Value GetAttribute(Name name, Budget budget) =>
        map.TryGetProperty(name.Utf8, out var member) ? Value.FromJson(member) : Value.Undefined;

    private Value[] Keys()
    {
        if (_keys is null)
        {
            var names = new SortedSet<string>(TextOrder.Instance);
            foreach (var member in map.EnumerateObject())
            {
                names.Add(member.Name);
            }

            var keys = new Value[names.Count];
            var index = 0;
            foreach (var name in names)
            {
                keys[index++] = Value.Of(name);
            }

            _keys = keys;
        }

        return _keys;
    }
}
