namespace TensorZero.Embedded.Providers.Http;

/// <summary>One event of a <c>text/event-stream</c>.</summary>
/// <param name="Type">The event's name; <c>message</c> when the provider gave none.</param>
/// <param name="Data">Its data lines, joined by line feeds: valid UTF-8 that nobody else writes to.</param>
internal readonly record struct ServerSentEvent(string Type, ReadOnlyMemory<byte> Data);
