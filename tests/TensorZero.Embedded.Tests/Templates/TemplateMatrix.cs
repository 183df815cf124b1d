using System.Text.Json;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary><c>Cases/matrix.json</c>: every template of a kind with every argument of that kind.</summary>
internal static class TemplateMatrix
{
    public static List<DifferentialCase> ReadAll()
    {
        var cases = new List<DifferentialCase>();
        using var document = JsonDocument.Parse(Checkout.Read("tests/TensorZero.Embedded.Tests/Templates/Cases/matrix.json"));
        foreach (var kind in document.RootElement.EnumerateObject())
        {
            foreach (var template in kind.Value.GetProperty("templates").EnumerateArray())
            {
                foreach (var value in kind.Value.GetProperty("values").EnumerateArray())
                {
                    var arguments = JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["x"] = value });
                    var templates = new Dictionary<string, string> { ["t"] = template.GetString()! };
                    cases.Add(new DifferentialCase($"{kind.Name} {value.GetRawText()}", templates, arguments));
                }
            }
        }

        return cases;
    }
}
