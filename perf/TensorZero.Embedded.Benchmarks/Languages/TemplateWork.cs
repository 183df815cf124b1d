using System.Text.Json;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>Rendering a prompt of about 1 KB, beside joining its pieces.</summary>
internal static class TemplateWork
{
    private const string LetterArguments = """
        {
          "assistant_name": "Mira", "company": "Seven Cups", "language": "English", "return_days": 30, "support_name": "Jonas",
          "customer": { "name": "Ada Lovelace", "since": "2021-03-14", "city": "London", "last_order": "AB-123456" },
          "message": "My order AB-1234 has not arrived yet, and I need the Sencha by the weekend. Can you find out where it is?"
        }
        """;

    private const string OrderArguments = """
        {
          "company": "Seven Cups", "order_id": "AB-123456", "customer": "Ada Lovelace", "service": "Swift Post",
          "items": [
            { "sku": "TEA-0042", "title": "Sencha, first flush", "quantity": 2, "fragile": false },
            { "sku": "TEA-0107", "title": "Darjeeling Margaret's Hope", "quantity": 1, "fragile": false },
            { "sku": "POT-0003", "title": "Teapot, cast iron, 0.8 litres", "quantity": 1, "fragile": true },
            { "sku": "CUP-0011", "title": "Cup, porcelain, white", "quantity": 6, "fragile": true },
            { "sku": "TIN-0005", "title": "Tin, 100 g", "quantity": 3, "fragile": false }
          ]
        }
        """;

    public static void Report()
    {
        Compare("variables only", "letter.minijinja", LetterArguments);
        Compare("loop over 5, if, filter", "order.minijinja", OrderArguments);
    }

    private static void Compare(string what, string file, string arguments)
    {
        var source = Texts.Read(file);
        var template = Compile(source);
        using var document = JsonDocument.Parse(arguments);
        var values = document.RootElement;
        var output = template.Render(values);
        var pieces = Pieces(source, values);
        if (string.Concat(pieces) != output)
        {
            throw new InvalidOperationException("The pieces do not make the prompt, so something else than intended is measured.");
        }

        Comparison.Print($"{what}: {output.Length} characters of {pieces.Length} pieces",
        [
            new("string.Concat", () => _ = string.Concat(pieces)),
            new("PromptTemplate.Render", () => template.Render(values)),
        ]);
    }

    /// <summary>What the rendering writes one after the other, found by rendering with a mark at every edge of a tag.</summary>
    private static string[] Pieces(string source, JsonElement values)
    {
        const string Mark = "\u0001";
        foreach (var edge in new[] { "{{", "{%" })
        {
            source = source.Replace(edge, Mark + edge, StringComparison.Ordinal);
        }

        foreach (var edge in new[] { "}}", "%}" })
        {
            source = source.Replace(edge, edge + Mark, StringComparison.Ordinal);
        }

        return Compile(source).Render(values).Split(Mark, StringSplitOptions.RemoveEmptyEntries);
    }

    private static PromptTemplate Compile(string source) =>
        TemplateSet.Compile(new Dictionary<string, string> { ["prompt"] = source })["prompt"];
}
