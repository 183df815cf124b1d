using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Gateway.Targets;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>
/// <c>GET /anthropic/v1/models</c>: every function and model of the configuration, by the name that requests call it, page by page.
/// </summary>
internal static class ModelsRoute
{
    private const int OrdinaryLimit = 20;
    private const int LargestLimit = 1000;

    public static Task ListAsync(GatewayCall call)
    {
        var names = NamesOf(call);
        var query = call.Http.Request.Query;
        var (start, end) = (0, names.Count);
        if (query.TryGetValue("after_id", out var after))
        {
            start = PlaceOf(names, after.ToString(), "after_id") + 1;
        }

        if (query.TryGetValue("before_id", out var before))
        {
            end = PlaceOf(names, before.ToString(), "before_id");
        }

        // Before a model means the page that ends with it: the nearest ones.
        var limit = LimitOf(query);
        var (first, last) = query.ContainsKey("before_id") ? (Math.Max(start, end - limit), end) : (start, Math.Min(end, start + limit));
        var hasMore = query.ContainsKey("before_id") ? first > start : last < end;
        var page = names.GetRange(first, Math.Max(0, last - first));
        return call.ReplyAsync((page, hasMore), static (writer, state) => WritePage(writer, state.page, state.hasMore));
    }

    public static Task FindAsync(GatewayCall call)
    {
        // A slash in a name comes escaped, and stays so on its way through the server.
        var id = ((string)call.Http.Request.RouteValues["id"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        return NamesOf(call).Contains(id)
            ? call.ReplyAsync(id, WriteModel)
            : throw new GatewayException(
                StatusCodes.Status404NotFound,
                "No function or model of the configuration has this id: GET the list of models for those there are.");
    }

    private static List<string> NamesOf(GatewayCall call)
    {
        var names = new List<string>();
        foreach (var target in TargetList.Of(call.Engine))
        {
            names.Add(target.ToString());
        }

        return names;
    }

    private static int PlaceOf(List<string> names, string id, string parameter)
    {
        var place = names.IndexOf(id);
        return place >= 0 ? place : throw Invalid($"No function or model of the configuration has the id in `{parameter}`.");
    }

    private static int LimitOf(IQueryCollection query)
    {
        if (!query.TryGetValue("limit", out var text))
        {
            return OrdinaryLimit;
        }

        return int.TryParse(text, out var limit) && limit is >= 1 and <= LargestLimit
            ? limit
            : throw Invalid($"Expected a whole number from 1 to {LargestLimit} as `limit`.");
    }

    private static GatewayException Invalid(string message) => new(StatusCodes.Status400BadRequest, message);

    private static void WritePage(Utf8JsonWriter writer, List<string> page, bool hasMore)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data"u8);
        foreach (var id in page)
        {
            WriteModel(writer, id);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("has_more"u8, hasMore);
        writer.WriteString("first_id"u8, page.Count > 0 ? page[0] : null);
        writer.WriteString("last_id"u8, page.Count > 0 ? page[^1] : null);
        writer.WriteEndObject();
    }

    /// <summary>Nobody recorded when it was made: then it is the epoch, as Anthropic has it.</summary>
    private static void WriteModel(Utf8JsonWriter writer, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "model"u8);
        writer.WriteString("id"u8, id);
        writer.WriteString("display_name"u8, id);
        writer.WriteString("created_at"u8, "1970-01-01T00:00:00Z"u8);
        writer.WriteEndObject();
    }
}
