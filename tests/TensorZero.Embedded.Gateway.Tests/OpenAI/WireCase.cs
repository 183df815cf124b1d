using System.Text.Json;
using System.Text.Json.Nodes;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI;

/// <summary>Reads tables of cases in JSON.</summary>
internal static class WireCase
{
    /// <summary>The cases of a file below this folder, each with the JSON texts of these members.</summary>
    public static IEnumerable<TestCaseData> Read(string file, params string[] members)
    {
        using var cases = JsonDocument.Parse(Checkout.Read($"tests/TensorZero.Embedded.Gateway.Tests/OpenAI/{file}"));
        foreach (var item in cases.RootElement.EnumerateArray())
        {
            var texts = members.Select(member => Compact(item.GetProperty(member).GetRawText()));
            yield return new TestCaseData([.. texts]).SetArgDisplayNames(item.GetProperty("name").GetString()!);
        }
    }

    /// <summary>The same JSON, in the same order, without spaces.</summary>
    public static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();
}
