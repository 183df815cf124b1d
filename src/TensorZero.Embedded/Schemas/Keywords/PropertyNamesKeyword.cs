using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>propertyNames</c>. The names are put into a JSON array, since schemas are evaluated over elements.</summary>
internal sealed class PropertyNamesKeyword(Subschema schema) : Keyword
{
    public static Keyword Compile(KeywordSite site) => new PropertyNamesKeyword(site.Subschema());

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Object || schema.AcceptsAll || instance.GetPropertyCount() == 0)
        {
            return true;
        }

        using var names = JsonDocument.Parse(NamesAsArray(instance));
        using var name = names.RootElement.EnumerateArray().GetEnumerator();
        var valid = true;
        foreach (var property in instance.EnumerateObject())
        {
            name.MoveNext();
            if (!evaluation.TestChild(schema, name.Current))
            {
                valid = evaluation.FailAt(property, "propertyNames", $"has a name that is not allowed");
                if (!evaluation.IsCollecting)
                {
                    break;
                }
            }
        }

        return valid;
    }

    private static ReadOnlyMemory<byte> NamesAsArray(JsonElement instance)
    {
        var json = new ArrayBufferWriter<byte>();
        json.Write("["u8);
        foreach (var property in instance.EnumerateObject())
        {
            json.Write(json.WrittenCount == 1 ? "\""u8 : ",\""u8);
            json.Write(JsonMarshal.GetRawUtf8PropertyName(property));
            json.Write("\""u8);
        }

        json.Write("]"u8);
        return json.WrittenMemory;
    }
}
