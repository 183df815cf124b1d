using System.Runtime.CompilerServices;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>
/// Answers of providers in a text file beside a test: recorded once, with a key, and replayed without one. It stands where requests go out, so
/// that templates, routing, retries, limits and the reading of replies are the engine's own on replay. Give it to the engine as
/// <see cref="TensorZeroOptions.Cassette"/> and dispose it after the engine. No credential and no header of a request is written. Thread-safe;
/// one file is recorded by one test at a time, and replayed by any number.
/// </summary>
public sealed class Cassette : IDisposable
{
    /// <summary>Stands for every credential on replay.</summary>
    internal const string NoKey = "no-key-on-replay";

    private readonly CassettePlace _place;
    private readonly CassettePlayer? _player;
    private readonly CassetteRecorder? _recorder;

    private Cassette(CassettePlace place, CassetteMode mode)
    {
        _place = place;
        if (mode == CassetteMode.Record)
        {
            _recorder = CassetteRecorder.Start(place);
        }
        else
        {
            _player = CassettePlayer.Load(place);
        }
    }

    /// <summary>Whether the providers are called.</summary>
    public bool IsRecording => _recorder is not null;

    /// <summary>Opens a cassette to replay it, or to record it anew.</summary>
    /// <param name="path">The file: a full path, or one that starts from the folder of the calling source file.</param>
    /// <param name="mode">
    /// Null takes the environment variable <c>TENSORZERO_CASSETTES</c>: <c>record</c> records, and without it the file is replayed.
    /// </param>
    /// <param name="callerFile">Set by the compiler. Where that folder is not, a path starts from the folder of the test's binaries.</param>
    /// <exception cref="CassetteException">There is no such file to replay, it is damaged, or another test is recording it.</exception>
    public static Cassette Open(string path, CassetteMode? mode = null, [CallerFilePath] string callerFile = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new Cassette(CassettePlace.Find(path, callerFile), mode ?? CassettePlace.ModeOf(Environment.GetEnvironmentVariable(CassettePlace.Variable)));
    }

    /// <summary>
    /// Checks at the end of a test that the file is what the test asks: nothing was asked that is not recorded, even if another provider or
    /// variant stepped in, and nothing is recorded that was not asked. While recording it checks nothing.
    /// </summary>
    /// <exception cref="CassetteException">The file is stale; the message says where, and how to record it.</exception>
    public void Verify() => _player?.Verify();

    /// <summary>
    /// Ends a recording: the file is replaced as a whole, unless nothing was asked. What has been answered is kept also when the test fails.
    /// </summary>
    /// <exception cref="CassetteException">The file cannot be written.</exception>
    public void Dispose() => _recorder?.Dispose();

    /// <summary>Says which file it is.</summary>
    public override string ToString() => _place.Path;

    /// <summary>The recorded answer to a request, or the provider's.</summary>
    /// <exception cref="ProviderException">No answer is recorded.</exception>
    internal ValueTask<HttpResponseMessage> SendAsync(
        ProviderHttpRequest request,
        ProviderCall call,
        Func<Task<HttpResponseMessage>> transmit,
        long maxReplyBytes,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var secrets = new WrittenSecrets(request);
        var asked = CassetteRequest.Of(request, secrets);
        return _player is null
            ? _recorder!.RecordAsync(asked, secrets, call, transmit, maxReplyBytes, cancellationToken)
            : ValueTask.FromResult(_player.Play(asked, call));
    }
}
