using System.Text.Json;

namespace TensorZero.Embedded.Models.Tracing;

/// <summary>What a provider calls its answer and the model that gave it; null what it did not say.</summary>
internal readonly record struct ReplyIdentity(string? Id, string? Model)
{
    /// <summary>
    /// Reads them where all dialects have them: at the top of the reply or of a stream's first event, or in a <c>message</c> there. A reply
    /// that is no JSON has none.
    /// </summary>
    public static ReplyIdentity Read(ReadOnlySpan<byte> reply)
    {
        var identity = new ReplyIdentity(null, null);
        var reader = new Utf8JsonReader(reply, new JsonReaderOptions { AllowMultipleValues = true });
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                var (isId, isModel) = (reader.ValueTextEquals("id"u8), reader.ValueTextEquals("model"u8));
                var isMessage = reader.CurrentDepth == 1 && reader.ValueTextEquals("message"u8);
                reader.Read();
                if (isMessage)
                {
                    continue;
                }

                if (reader.TokenType == JsonTokenType.String && (isId || isModel))
                {
                    identity = isId
                        ? identity with { Id = identity.Id ?? reader.GetString() }
                        : identity with { Model = identity.Model ?? reader.GetString() };
                }

                reader.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was found before still stands. The second is the reader's way to say that a text is half a surrogate pair.
        }

        return identity;
    }
}
