using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>The keyword arguments of one call. Every one must be asked for before <see cref="AssertAllUsed"/>.</summary>
internal sealed class Keywords(SortedMap? map, Budget budget)
{
    private readonly HashSet<string> _used = [];

    /// <summary>The argument, or null when it is absent, undefined or none.</summary>
    public Value? Get(string name)
    {
        _used.Add(name);
        return map is not null && map.TryGet(Value.Of(name), budget, out var value) && !value.IsUndefined && !value.IsNone ? value : null;
    }

    public bool GetBool(string name) => Get(name) is { } value && Arguments.ToBool(value);

    public string? GetString(string name) => Get(name) is not { } value
        ? null
        : value.TryGetText(out var text) ? text : throw new ValueException("value is not a string");

    public void AssertAllUsed()
    {
        foreach (var (key, _) in map?.Entries ?? [])
        {
            if (!key.TryGetText(out var name) || !_used.Contains(name))
            {
                throw new ValueException(name.Length == 0 ? "non string keys passed to kwargs" : $"unknown keyword argument '{name}'");
            }
        }
    }
}
