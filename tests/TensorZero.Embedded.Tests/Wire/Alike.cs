using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace TensorZero.Embedded.Tests.Wire;

/// <summary>Compares values by everything they hold, for types whose own equality is that of their references.</summary>
internal static class Alike
{
    public static bool Are(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other),
        (string or ValueType or Uri, _) => left.Equals(right),
        (IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
            one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value),
        (IEnumerable one, IEnumerable other) => Sequences(one.Cast<object>().ToList(), other.Cast<object>().ToList()),
        _ => left.GetType() == right.GetType() && PropertiesOf(left.GetType()).All(property => Are(property.GetValue(left), property.GetValue(right))),
    };

    private static bool Sequences(List<object> left, List<object> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => Are(pair.First, pair.Second));

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.Name != "EqualityContract" && property.GetIndexParameters().Length == 0);
}
