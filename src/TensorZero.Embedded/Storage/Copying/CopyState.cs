using System.Buffers.Binary;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Copying;

/// <summary>How far a copy is, to go on from after an interruption.</summary>
internal sealed class CopyState
{
    /// <summary>Source and target, so that a copy is never continued as another; no passwords.</summary>
    public required string Name { get; init; }

    /// <summary>What is newer is left out.</summary>
    public required Guid Until { get; init; }

    /// <summary>By the name of the part; a part that has not begun has none.</summary>
    public Dictionary<string, CopyCounts> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>The page under way; null for none.</summary>
    public CopyPage? Page { get; set; }

    /// <summary>A copy that begins: everything up to a moment.</summary>
    public static CopyState Begin(string name, DateTimeOffset moment)
    {
        Span<byte> until = stackalloc byte[16];
        until.Fill(0xFF);
        BinaryPrimitives.WriteUInt64BigEndian(until, ((ulong)moment.ToUnixTimeMilliseconds() << 16) | 0xFFFF);
        return new CopyState { Name = name, Until = new Guid(until, bigEndian: true) };
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("copy"u8, Name);
        json.WriteString("until"u8, Until);
        json.WriteStartArray("parts"u8);
        foreach (var (name, counts) in Parts)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteNumber("before"u8, counts.Before);
            json.WriteNumber("read"u8, counts.Read);
            json.WriteNumber("written"u8, counts.Written);
            json.WriteIfPresent("after"u8, counts.After?.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (Page is { } page)
        {
            json.WriteStartObject("page"u8);
            json.WriteString("part"u8, page.Part);
            json.WriteNumber("read"u8, page.Read);
            json.WriteString("last"u8, page.Last);
            json.WriteStartArray("ids"u8);
            foreach (var id in page.Ids)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static CopyState Read(JsonElement json)
    {
        var state = new CopyState { Name = json.GetProperty("copy"u8).GetString()!, Until = json.GetProperty("until"u8).GetGuid() };
        foreach (var part in json.GetProperty("parts"u8).EnumerateArray())
        {
            state.Parts.Add(part.GetProperty("name"u8).GetString()!, new CopyCounts
            {
                Before = part.GetProperty("before"u8).GetInt64(),
                Read = part.GetProperty("read"u8).GetInt64(),
                Written = part.GetProperty("written"u8).GetInt64(),
                After = part.TryGetProperty("after"u8, out var after) ? after.GetGuid() : null,
            });
        }

        if (json.TryGetProperty("page"u8, out var page))
        {
            state.Page = new CopyPage(
                page.GetProperty("part"u8).GetString()!,
                [.. page.GetProperty("ids"u8).EnumerateArray().Select(id => id.GetGuid())],
                page.GetProperty("last"u8).GetGuid(),
                page.GetProperty("read"u8).GetInt32());
        }

        return state;
    }
}
