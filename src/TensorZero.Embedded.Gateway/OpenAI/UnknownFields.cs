using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Gateway.Targets;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>
/// The members of a request that mean nothing here. OpenAI's API grows and its clients send what is new, so they are passed over with one
/// warning, unless the caller asks to be told.
/// </summary>
internal static class UnknownFields
{
    /// <summary>How many are named: a caller can invent any number.</summary>
    private const int Named = 20;

    /// <exception cref="ContentJsonException">There are some, and the caller asked to be told; or the JSON is no object.</exception>
    public static void Check(JsonElement json, FrozenSet<string> known, RequestExtensions extensions, ILogger logger)
    {
        List<string>? unknown = null;
        foreach (var member in json.Members("the request"))
        {
            if (!known.Contains(member.Name) && !RequestExtensions.Knows(member.Name))
            {
                (unknown ??= []).Add(member.Name);
            }
        }

        if (unknown is null)
        {
            return;
        }

        unknown.Sort(StringComparer.Ordinal);
        var names = string.Join(", ", unknown.GetRange(0, Math.Min(Named, unknown.Count)));
        if (extensions.DenyUnknownFields)
        {
            throw new ContentJsonException(
                $"`{ReservedNames.Prefix}deny_unknown_fields` is true, but these fields of the request are unknown: [{names}]");
        }

        OpenAILog.UnknownFields(logger, unknown.Count, names);
    }
}
