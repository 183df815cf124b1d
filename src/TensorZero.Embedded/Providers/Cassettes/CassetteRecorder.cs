using System.Text;
using System.Text.Unicode;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>
/// Records what providers answer. A reply is handed on when all of it is there, and as it will be replayed. What is no whole text is a failure
/// and not recorded. Thread-safe.
/// </summary>
internal sealed class CassetteRecorder : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CassettePlace _place;
    private readonly FileStream _file;
    private readonly List<CassetteExchange?> _exchanges = [];
    private bool _disposed;

    private CassetteRecorder(CassettePlace place, FileStream file) => (_place, _file) = (place, file);

    /// <exception cref="CassetteException">The file cannot be written, or somebody else is recording it.</exception>
    public static CassetteRecorder Start(CassettePlace place)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place.Path)!);

            // Held to the end, so that two tests do not record one file; what a killed process left is taken over.
            return new CassetteRecorder(place, new FileStream($"{place.Path}.recording", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CassetteException(
                $"The cassette {place.Name} cannot be recorded; give each test that records a cassette of its own ({error.Message})", error);
        }
    }

    public async ValueTask<HttpResponseMessage> RecordAsync(
        CassetteRequest asked,
        WrittenSecrets secrets,
        ProviderCall call,
        Func<Task<HttpResponseMessage>> transmit,
        long maxReplyBytes,
        CancellationToken cancellationToken)
    {
        var place = TakePlace();
        using var response = await transmit().ConfigureAwait(false);
        var body = await ReplyBody.ReadAsync(response.Content, maxReplyBytes, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        switch (body.End)
        {
            case ReplyEnd.Broken:
                throw TransportFailure.InsideReply(body.Cause, call, cancellationToken);
            case ReplyEnd.Oversized:
                throw call.Failed(ProviderFailure.OversizedReply, $"answered with more than {maxReplyBytes:N0} bytes");
        }

        if (!Utf8.IsValid(body.Bytes.Span))
        {
            throw call.Failed(ProviderFailure.MalformedReply, "answered with invalid UTF-8");
        }

        var reply = CassetteReply.Of(response, secrets.Hide(Encoding.UTF8.GetString(body.Bytes.Span)));
        lock (_gate)
        {
            _exchanges[place] = new CassetteExchange(asked, reply);
        }

        return reply.ToResponse();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            try
            {
                Write([.. _exchanges.OfType<CassetteExchange>()]);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new CassetteException($"The cassette {_place.Name} cannot be written: {error.Message}", error);
            }
        }
    }

    private void Write(IReadOnlyList<CassetteExchange> exchanges)
    {
        using (_file)
        {
            _file.SetLength(0);
            _file.Write(Encoding.UTF8.GetBytes(CassetteWriter.Write(exchanges)));
        }

        if (exchanges.Count > 0)
        {
            File.Move(_file.Name, _place.Path, overwrite: true);
        }
        else
        {
            File.Delete(_file.Name);
        }
    }

    /// <summary>Answers to the same request are replayed in the order in which it was asked, not in that of their ends.</summary>
    private int TakePlace()
    {
        lock (_gate)
        {
            _exchanges.Add(null);
            return _exchanges.Count - 1;
        }
    }
}
