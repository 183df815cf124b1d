using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>What a JSON function answered. A bad answer is data, not an exception.</summary>
/// <param name="Raw">The model's text; null when it gave none.</param>
/// <param name="Parsed">The value when <paramref name="Raw"/> is JSON that fits the output schema; otherwise null.</param>
public sealed record JsonOutput(string? Raw, JsonElement? Parsed);
