using System.Text.Json;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads columns as the types that were written.</summary>
internal static class SqliteColumns
{
    public static Guid GetId(this SqliteDataReader reader, int column) => new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    public static Guid? GetOptionalId(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetId(column);

    /// <summary>The whole text: the driver's own string ends at a zero character.</summary>
    public static string GetText(this SqliteDataReader reader, int column) =>
        System.Text.Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(column));

    public static string? GetOptionalText(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetText(column);

    public static long? GetOptionalNumber(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static bool? GetOptionalFlag(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetInt64(column) != 0;

    public static TimeSpan? GetOptionalDuration(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : TimeSpan.FromMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? GetOptionalTime(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public static JsonElement? GetOptionalJson(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : JsonElements.ParseElement(reader.GetFieldValue<byte[]>(column));

    public static InferenceInput? GetOptionalInput(this SqliteDataReader reader, int column) =>
        reader.GetOptionalJson(column) is { } json ? ContentJson.ReadInput(json) : null;

    public static IReadOnlyList<ContentBlock> GetContent(this SqliteDataReader reader, int column) =>
        reader.GetOptionalJson(column) is { } json ? ContentJson.ReadOutput(json) : [];

    public static IReadOnlyDictionary<string, string> GetTags(this SqliteDataReader reader, int column) =>
        TagColumn.Read(JsonElements.ParseElement(reader.GetFieldValue<byte[]>(column)));

    public static ChatCompletionParams GetParams(this SqliteDataReader reader, int column) =>
        ContentJsonParams.Read(JsonElements.ParseElement(reader.GetFieldValue<byte[]>(column)));

    public static IReadOnlyList<ExtraBody> GetExtraBody(this SqliteDataReader reader, int column) =>
        reader.GetOptionalJson(column) is { } json ? ContentJsonExtraBody.Read(json) : [];

    /// <summary>A chat function's output is a list of blocks, a JSON function's an object.</summary>
    public static StoredOutput? GetOptionalOutput(this SqliteDataReader reader, int column) => reader.GetOptionalJson(column) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } content => new StoredOutput(ContentJson.ReadOutput(content), null),
        { } output => new StoredOutput([], ContentJson.ReadJsonOutput(output)),
    };
}
