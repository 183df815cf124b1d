using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>One HTTP request to one route.</summary>
internal sealed class GatewayCall(HttpContext http, ServedEngine served)
{
    /// <summary>Of a longer body only those parts are kept that somebody keeps, in copies.</summary>
    private const int LargestKeptWhole = 64 * 1024;

    public HttpContext Http => http;

    public ServedEngine Served => served;

    public TensorZeroEngine Engine => served.Engine;

    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The public id of the API key that the caller showed; null without authentication.</summary>
    public string? ApiKeyPublicId { get; init; }

    /// <summary>What the path has in the place of that name. The server leaves an escaped slash as it is, and only that.</summary>
    public string RouteText(string name) =>
        ((string)http.Request.RouteValues[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc cref="RouteText"/>
    /// <exception cref="GatewayException">It has something else than an id there.</exception>
    public Guid RouteId(string name) => Guid.TryParse(RouteText(name), out var id)
        ? id
        : throw new GatewayException(StatusCodes.Status400BadRequest, $"Expected an id as `{name}` in the path.");

    /// <summary>What the query string says under that name; null when it says nothing.</summary>
    public string? QueryText(string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <inheritdoc cref="QueryText"/>
    /// <exception cref="GatewayException">It says something else than a whole number of at least 0.</exception>
    public int? QueryCount(string name) => QueryText(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => count,
        _ => throw new GatewayException(
            StatusCodes.Status400BadRequest, $"Expected a whole number of at least 0 as `{name}` in the query string."),
    };

    /// <inheritdoc cref="QueryText"/>
    /// <exception cref="GatewayException">It says something else than an id.</exception>
    public Guid? QueryId(string name) => QueryText(name) switch
    {
        null => null,
        var text when Guid.TryParse(text, out var id) => id,
        _ => throw new GatewayException(StatusCodes.Status400BadRequest, $"Expected an id as `{name}` in the query string."),
    };

    /// <inheritdoc cref="QueryText"/>
    /// <exception cref="GatewayException">It says something else than a finite number.</exception>
    public double? QueryNumber(string name) => QueryText(name) switch
    {
        null => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => throw new GatewayException(StatusCodes.Status400BadRequest, $"Expected a number as `{name}` in the query string."),
    };

    /// <inheritdoc cref="QueryText"/>
    /// <exception cref="GatewayException">It says something else than a time.</exception>
    public DateTimeOffset? QueryTime(string name) => QueryText(name) switch
    {
        null => null,
        var text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => throw new GatewayException(
            StatusCodes.Status400BadRequest, $"Expected a time such as 2030-01-31T12:00:00Z as `{name}` in the query string."),
    };

    /// <summary>What <paramref name="read"/> makes of the body. It must keep nothing of the document it is given, but clones.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<JsonElement, T> read)
    {
        using var body = await RequestBody.ReadAsync(http, served.Options.MaxRequestBytes).ConfigureAwait(false);
        if (body.Memory.IsEmpty)
        {
            throw new GatewayException(StatusCodes.Status400BadRequest, "The request has no body: send JSON.");
        }

        if (body.Memory.Length <= LargestKeptWhole)
        {
            return read(WireDocument.ParseToKeep(body.Memory.Span));
        }

        using var document = WireDocument.Parse(body.Memory);
        return read(document.RootElement);
    }

    public Task ReplyAsync<TState>(TState state, Action<Utf8JsonWriter, TState> write) =>
        JsonReply.SendAsync(http, StatusCodes.Status200OK, state, write);
}
