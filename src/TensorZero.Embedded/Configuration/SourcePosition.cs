using System.Globalization;

namespace TensorZero.Embedded.Configuration;

/// <summary>A place in a configuration file; line and column (in characters) start at 1.</summary>
internal readonly record struct SourcePosition(SourceFile File, int Line, int Column)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File.Name}:{Line}:{Column}");
}
