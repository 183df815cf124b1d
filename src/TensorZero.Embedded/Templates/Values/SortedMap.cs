namespace TensorZero.Embedded.Templates.Values;

/// <summary>A map that the template made: map literals, <c>dict()</c>, keyword arguments.</summary>
internal sealed class SortedMap(Budget budget, bool isKeywords = false) : MapObject
{
    private readonly SortedList<Value, Value> _entries = new(new ValueComparer(budget));

    /// <summary>True for the keyword arguments of a call, which travel as its last argument.</summary>
    public bool IsKeywords { get; } = isKeywords;

    public override int? Length => _entries.Count;

    public IEnumerable<KeyValuePair<Value, Value>> Entries => _entries;

    public void Set(in Value key, in Value value) => _entries[key] = value;

    public void Set(string key, in Value value) => _entries[Value.Of(key)] = value;

    public override Value[] Items(Budget budget) => [.. _entries.Keys];

    public override bool TryGet(in Value key, Budget budget, out Value value) => _entries.TryGetValue(key, out value);
}
