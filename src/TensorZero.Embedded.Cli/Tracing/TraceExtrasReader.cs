using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>Reads what a request asks for its spans: headers of the export, attributes, and attributes of the resource.</summary>
internal static class TraceExtrasReader
{
    private const string Prefix = "tensorzero-otlp-traces-extra-";
    private const string HeaderPrefix = Prefix + "header-";
    private const string AttributePrefix = Prefix + "attribute-";
    private const string ResourcePrefix = Prefix + "resource-";

    /// <summary>Null for nothing.</summary>
    /// <exception cref="GatewayException">A header is not understood.</exception>
    public static TraceExtras? Read(IHeaderDictionary request)
    {
        Dictionary<string, string>? headers = null;
        Dictionary<string, string>? resource = null;
        Dictionary<string, object>? attributes = null;
        foreach (var (name, values) in request)
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var value = values.ToString();
            if (Rest(name, HeaderPrefix) is { } header)
            {
                Refuse(name, ExportHeader.Problem(header, value));
                (headers ??= new(StringComparer.OrdinalIgnoreCase))[header.ToLowerInvariant()] = value;
            }
            else if (Rest(name, ResourcePrefix) is { } key)
            {
                Refuse(name, ExportHeader.Problem("value", value));
                (resource ??= new(StringComparer.Ordinal))[key] = value;
            }
            else if (Rest(name, AttributePrefix) is { } attribute)
            {
                (attributes ??= new(StringComparer.Ordinal))[attribute] = AttributeOf(name, value);
            }
        }

        if ((headers ?? resource ?? (object?)attributes) is null)
        {
            return null;
        }

        var destination = (headers ?? resource) is null ? TraceDestination.Ordinary : new TraceDestination(headers ?? [], resource ?? []);
        return new TraceExtras(destination, attributes ?? []);
    }

    private static string? Rest(string name, string prefix) =>
        name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : null;

    private static object AttributeOf(string header, string json)
    {
        try
        {
            var value = JsonElement.Parse(json);
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw Invalid(header, "only JSON strings and booleans can be attributes of spans"),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The second is the reader's way to say that a text holds half a surrogate pair.
            throw Invalid(header, "the value is no JSON; write a text in quotes");
        }
    }

    private static void Refuse(string header, string? problem)
    {
        if (problem is not null)
        {
            throw Invalid(header, problem);
        }
    }

    private static GatewayException Invalid(string header, string problem) =>
        new(StatusCodes.Status400BadRequest, $"The header `{header.ToLowerInvariant()}`: {problem}.");
}
