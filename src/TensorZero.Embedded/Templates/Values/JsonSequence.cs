using System.Text.Json;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>A JSON array of the arguments; its items are read on first use.</summary>
internal sealed class JsonSequence(JsonElement array) : SequenceObject
{
    private Value[]? _items;

    public JsonElement.ArrayEnumerator Elements => array.EnumerateArray();

    public override int? Length => array.GetArrayLength();

    public override Value[] Items(Budget budget)
    {
        if (_items is null)
        {
            _items = new Value[array.GetArrayLength()];
            var index = 0;
            foreach (var element in array.EnumerateArray())
            {
                _items[index++] = Value.FromJson(element);
            }
        }

        return _items;
    }
}
