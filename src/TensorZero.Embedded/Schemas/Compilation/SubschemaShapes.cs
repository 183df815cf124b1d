using System.Text.Json;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>The schemas that the value of a keyword holds.</summary>
internal static class SubschemaShapes
{
    /// <summary>Each with its JSON pointer from the schema that has the keyword. What is no schema is left out.</summary>
    public static IEnumerable<(string Pointer, JsonElement Schema)> SubschemasOf(this KeywordDefinition keyword, JsonElement value)
    {
        var pointer = "/" + keyword.Name;
        return (keyword.Shape, value.ValueKind) switch
        {
            (SubschemaShape.Schema or SubschemaShape.SchemaOrArray, JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False) =>
                [(pointer, value)],
            (SubschemaShape.Array or SubschemaShape.SchemaOrArray, JsonValueKind.Array) =>
                value.EnumerateArray().Select((item, index) => ($"{pointer}/{index}", item)),
            (SubschemaShape.Map or SubschemaShape.DependencyMap, JsonValueKind.Object) =>
                value.EnumerateObject()
                    .Where(member => keyword.Shape == SubschemaShape.Map || member.Value.ValueKind != JsonValueKind.Array)
                    .Select(member => ($"{pointer}/{JsonPointer.Escape(RawJson.NameString(member))}", member.Value)),
            _ => [],
        };
    }
}
