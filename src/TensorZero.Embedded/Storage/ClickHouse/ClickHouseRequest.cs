using System.Text;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>One request: where the SQL stands, where its values stand, and the settings it needs.</summary>
internal sealed class ClickHouseRequest : IDisposable
{
    /// <summary>Longer query strings are refused by much of what may stand before a server.</summary>
    private const int MaxQueryStringValues = 2048;

    /// <summary>A reply that begins only when all is done has the right status.</summary>
    private static readonly KeyValuePair<string, string> WaitForTheEnd = new("wait_end_of_query", "1");

    private ClickHouseRequest(
        HttpContent content, ClickHouseScope scope, params IReadOnlyList<KeyValuePair<string, string>> settings) =>
        (Content, Scope, Settings) = (content, scope, settings);

    public HttpContent Content { get; }

    public ClickHouseScope Scope { get; }

    /// <summary>What goes into the query string beside the database's own settings.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; }

    public static ClickHouseRequest Statement(string sql, ClickHouseParameters parameters, ClickHouseScope scope) =>
        Create(sql, parameters, scope, WaitForTheEnd);

    /// <summary>
    /// The reply is one JSON array for each row, in a line of its own. The server ends a query whose reader has left only if it may change
    /// nothing, which is what <c>readonly</c> says.
    /// </summary>
    public static ClickHouseRequest Query(string sql, ClickHouseParameters parameters) =>
        Create(
            sql,
            parameters,
            ClickHouseScope.Database,
            new("default_format", "JSONCompactEachRow"),
            new("output_format_json_quote_64bit_integers", "0"),
            new("output_format_json_quote_denormals", "0"),
            new("output_format_json_quote_decimals", "0"),
            new("output_format_json_escape_forward_slashes", "0"),
            new("output_format_json_validate_utf8", "1"),
            new("date_time_output_format", "iso"),
            new("readonly", "2"),
            new("cancel_http_readonly_queries_on_client_close", "1"));

    /// <summary>
    /// Everything arrives in one block, so that the token names all of it, and so do the blocks that views make of it. What a row lacks has
    /// the column's default; what a column lacks is an error.
    /// </summary>
    public static ClickHouseRequest Insert(ClickHouseBlock rows, string token) => new(
        rows.ToContent(),
        ClickHouseScope.Database,
        WaitForTheEnd,
        new("query", $"INSERT INTO {rows.Table} FORMAT JSONEachRow"),
        new("insert_deduplication_token", token),
        new("insert_deduplicate", "1"),
        new("deduplicate_blocks_in_dependent_materialized_views", "1"),
        new("async_insert", "0"),
        new("input_format_parallel_parsing", "0"),
        new("input_format_skip_unknown_fields", "0"),
        new("input_format_null_as_default", "0"),
        new("date_time_input_format", "best_effort"));

    public void Dispose() => Content.Dispose();

    private static ClickHouseRequest Create(
        string sql, ClickHouseParameters parameters, ClickHouseScope scope, params IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        var values = parameters.Values;
        if (values.Sum(value => value.Value.Length) <= MaxQueryStringValues)
        {
            return new ClickHouseRequest(
                new ByteArrayContent(Encoding.UTF8.GetBytes(sql)),
                scope,
                [.. settings, .. values.Select(value => KeyValuePair.Create($"param_{value.Key}", value.Value))]);
        }

        var form = new MultipartFormDataContent { { Field(sql), "query" } };
        foreach (var (name, value) in values)
        {
            form.Add(Field(value), $"param_{name}");
        }

        return new ClickHouseRequest(form, scope, settings);
    }

    private static ByteArrayContent Field(string text) => new(Encoding.UTF8.GetBytes(text));
}
