using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>The body of <c>DELETE /v1/inferences</c>: either <c>ids</c> or a <c>tag</c>.</summary>
/// <param name="Ids">The inferences; null with a tag.</param>
/// <param name="TagKey">The tag's key; null with ids.</param>
/// <param name="TagValue">The tag's value; null with ids.</param>
internal sealed record DeletionCall(IReadOnlyList<Guid>? Ids, string? TagKey, string? TagValue)
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(StringComparer.Ordinal, "ids", "tag");
    private static readonly FrozenSet<string> TagKeys = FrozenSet.Create(StringComparer.Ordinal, "key", "value");

    /// <exception cref="ContentJsonException">The JSON is no such body.</exception>
    public static DeletionCall Read(JsonElement json)
    {
        json.Allow(Keys, Where);
        return (json.Find("ids"), json.Find("tag")) switch
        {
            (not null, null) => new DeletionCall(json.RequiredIds("ids", Where), null, null),
            (null, { } tag) => ReadTag(tag),
            _ => throw new ContentJsonException("Expected either `ids` or `tag` in the request."),
        };
    }

    private static DeletionCall ReadTag(JsonElement tag)
    {
        tag.Allow(TagKeys, "tag");
        return tag.RequiredString("key", "tag") is { Length: > 0 } key
            ? new DeletionCall(null, key, tag.RequiredString("value", "tag"))
            : throw new ContentJsonException("Expected a name as `key` in tag.");
    }
}
