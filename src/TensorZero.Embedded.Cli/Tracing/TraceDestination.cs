using System.Text;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>What one export has in common: the headers it is sent with and the resource it speaks of. Equal when these are.</summary>
internal sealed class TraceDestination : IEquatable<TraceDestination>
{
    private readonly string _key;

    /// <param name="headers">Beside the settings' own, which they win over.</param>
    /// <param name="resource">Attributes beside the gateway's own, which they win over.</param>
    public TraceDestination(IReadOnlyDictionary<string, string> headers, IReadOnlyDictionary<string, string> resource)
    {
        (Headers, Resource) = (headers, resource);
        // Neither names nor values hold control characters.
        _key = $"{KeyOf(headers)}\u0001{KeyOf(resource)}";
    }

    /// <summary>Where spans go that ask for nothing special.</summary>
    public static TraceDestination Ordinary { get; } = new(new Dictionary<string, string>(), new Dictionary<string, string>());

    public IReadOnlyDictionary<string, string> Headers { get; }

    public IReadOnlyDictionary<string, string> Resource { get; }

    public bool Equals(TraceDestination? other) => other is not null && _key == other._key;

    public override bool Equals(object? obj) => Equals(obj as TraceDestination);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_key);

    private static string KeyOf(IReadOnlyDictionary<string, string> pairs)
    {
        var key = new StringBuilder();
        foreach (var (name, value) in new SortedDictionary<string, string>(new Dictionary<string, string>(pairs), StringComparer.Ordinal))
        {
            key.Append(name).Append('\u0002').Append(value).Append('\u0003');
        }

        return key.ToString();
    }
}
