using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>; before 2020-12 <c>items</c> and <c>additionalItems</c>.</summary>
internal sealed class ItemsKeyword(Subschema[] prefix, Subschema? rest) : Keyword
{
    public static Keyword Compile(KeywordSite site)
    {
        if (!site.TryGetSibling("items", out var items))
        {
            return new ItemsKeyword(Prefix(site), null);
        }

        if (site.Draft == SchemaDraft.Draft202012 || items.Value.ValueKind != JsonValueKind.Array)
        {
            return new ItemsKeyword(Prefix(site), items.Subschema());
        }

        return new ItemsKeyword(
            items.Subschemas(mayBeEmpty: true),
            site.TryGetSibling("additionalItems", out var additional) ? additional.Subschema() : null);
    }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return true;
        }

        var index = 0;
        var valid = true;
        foreach (var item in instance.EnumerateArray())
        {
            var schema = index < prefix.Length ? prefix[index] : rest;
            if (schema is null)
            {
                break;
            }

            if (!evaluation.Descend(schema, item, index))
            {
                valid = false;
                if (!evaluation.IsCollecting)
                {
                    break;
                }
            }

            if (evaluation.Evaluated.IsTracking)
            {
                evaluation.Evaluated.Mark(index);
            }

            index++;
        }

        return valid;
    }

    private static Subschema[] Prefix(KeywordSite site) =>
        site.TryGetSibling("prefixItems", out var prefix) ? prefix.Subschemas() : [];
}
