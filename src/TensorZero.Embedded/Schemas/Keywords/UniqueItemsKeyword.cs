using System.Text.Json;
using TensorZero.Embedded.Schemas.Compilation;
using TensorZero.Embedded.Schemas.Validation;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Schemas.Keywords;

/// <summary><c>uniqueItems</c>: short arrays each with each, long ones by hash.</summary>
internal sealed class UniqueItemsKeyword : Keyword
{
    private const int ComparedDirectly = 8;

    public override bool IsLeaf => true;

    public static Keyword? Compile(KeywordSite site)
    {
        if (site.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            site.Problem("must be true or false");
        }

        return site.Value.ValueKind == JsonValueKind.True ? new UniqueItemsKeyword() : null;
    }

    public override bool Evaluate(JsonElement instance, Evaluation evaluation)
    {
        if (instance.ValueKind != JsonValueKind.Array || instance.GetArrayLength() < 2)
        {
            return true;
        }

        var (first, second) = instance.GetArrayLength() <= ComparedDirectly ? FindDirectly(instance) : FindByHash(instance);
        return second < 0 || evaluation.Fail("uniqueItems", $"has equal items at {first} and {second}");
    }

    private static (int First, int Second) FindDirectly(JsonElement array)
    {
        var length = array.GetArrayLength();
        for (var second = 1; second < length; second++)
        {
            for (var first = 0; first < second; first++)
            {
                if (JsonEquality.AreEqual(array[first], array[second]))
                {
                    return (first, second);
                }
            }
        }

        return (-1, -1);
    }

    private static (int First, int Second) FindByHash(JsonElement array)
    {
        var seen = new Dictionary<JsonElement, int>(array.GetArrayLength(), JsonEquality.Instance);
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (!seen.TryAdd(item, index))
            {
                return (seen[item], index);
            }

            index++;
        }

        return (-1, -1);
    }
}
