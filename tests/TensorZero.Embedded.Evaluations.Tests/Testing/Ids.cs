using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Evaluations.Tests.Testing;

/// <summary>Ids in texts, which are others in every run.</summary>
internal static partial class Ids
{
    public static string Hide(string text) => Id().Replace(text, "ID");

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
