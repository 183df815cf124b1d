using System.Text.Json;
using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>Reading an instance and checking it, beside only reading it.</summary>
internal static class SchemaWork
{
    public static void Report()
    {
        var schemaText = Texts.Read("order_schema.json");
        var instanceText = Texts.Read("order.json").TrimEnd();
        ReadOnlyMemory<byte> instance = System.Text.Encoding.UTF8.GetBytes(instanceText);
        var schema = JsonSchema.Parse(schemaText);
        var reference = NJsonSchema.JsonSchema.FromJsonAsync(schemaText).GetAwaiter().GetResult();
        Require(schema.ValidateUtf8(instance).IsValid && reference.Validate(instanceText).Count == 0);

        Comparison.Print($"{instance.Length} B against a schema of {schemaText.Length} B",
        [
            new("JsonDocument.Parse", () => JsonDocument.Parse(instance).Dispose()),
            new("JsonSchema: parse and validate", () => Require(schema.ValidateUtf8(instance).IsValid)),
            new("NJsonSchema 10.7.2: parse and validate", () => Require(reference.Validate(instanceText).Count == 0)),
        ]);
    }

    private static void Require(bool isValid)
    {
        if (!isValid)
        {
            throw new InvalidOperationException("The instance does not fit the schema, so something else than intended is measured.");
        }
    }
}
