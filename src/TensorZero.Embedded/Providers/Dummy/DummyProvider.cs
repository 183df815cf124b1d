using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Dummy;

/// <summary>
/// A provider for tests: it calls nobody and always answers alike, whole or streamed, with the same content and usage. The model's
/// name says what it does; unless said otherwise an answer costs 10 input and 10 output tokens.
/// <list type="table">
/// <listheader><term>model name</term><description>what it does</description></listheader>
/// <item><term>any name not listed</term><description>answers with one sentence; <c>alternate</c> with another one</description></item>
/// <item><term><c>echo</c></term><description>repeats the first text of the last user message</description></item>
/// <item><term><c>echo_request_messages</c></term><description>
/// answers with the system prompt and the messages it got, as JSON
/// </description></item>
/// <item><term><c>empty</c>, <c>null</c></term><description>answers with an empty text, with no content at all</description></item>
/// <item><term><c>json</c>, <c>json_goodbye</c></term><description>
/// <c>{"answer":"Hello"}</c>, <c>{"answer":"Goodbye"}</c>
/// </description></item>
/// <item><term><c>json_diff_schema</c></term><description><c>{"response":"Hello"}</c></description></item>
/// <item><term><c>json_cot</c></term><description>a JSON object with <c>thinking</c> and <c>response</c></description></item>
/// <item><term><c>json_beatles_1</c>, <c>json_beatles_2</c></term><description>
/// <c>{"names":[...]}</c> with two names each
/// </description></item>
/// <item><term><c>tool</c>, <c>bad_tool</c>, <c>invalid_tool_arguments</c></term><description>
/// calls <c>get_temperature</c> with <c>location</c> and <c>units</c>: good ones, <c>units</c> outside its enumeration, no JSON
/// </description></item>
/// <item><term><c>tool_split_name</c></term><description>as <c>tool</c>; a stream brings the tool's name in two pieces</description></item>
/// <item><term><c>good_tool</c></term><description>
/// calls <c>output_schema_tool</c> with <c>sentiment</c> and <c>confidence</c>
/// </description></item>
/// <item><term><c>reasoner</c>, <c>reasoner_with_signature</c>, <c>json_reasoner</c></term><description>
/// a thought before the answer
/// </description></item>
/// <item><term><c>best_of_n_0</c>, <c>best_of_n_1</c>, <c>best_of_n_big</c></term><description>
/// a judge's choice: 0, 1 or 100
/// </description></item>
/// <item><term><c>llm_judge::true</c>, <c>::false</c>, <c>::zero</c>, <c>::one</c></term><description>
/// a judge's <c>{"score":...}</c>
/// </description></item>
/// <item><term><c>error…</c>, <c>llm_judge::error</c></term><description>fails with status 500 and a raw response</description></item>
/// <item><term><c>flaky_…</c></term><description>
/// fails so on every second call of this instance, beginning with the second
/// </description></item>
/// <item><term><c>test_key</c></term><description>
/// refuses every key that its configuration gives it, with status 401, but <c>good_key</c>
/// </description></item>
/// <item><term><c>err_in_stream</c></term><description>a stream fails so after three pieces</description></item>
/// <item><term><c>fatal_stream_error</c></term><description>a stream breaks off after two pieces</description></item>
/// <item><term><c>slow</c>, <c>slow_second_chunk</c></term><description>
/// 5 seconds before the answer, 2 before a stream's second piece
/// </description></item>
/// <item>
/// <term><c>input_tokens_zero</c>, <c>output_tokens_zero</c>, <c>input_tokens_output_tokens_zero</c>, <c>input_five_output_six</c></term>
/// <description>costs what the name says</description>
/// </item>
/// </list>
/// <see cref="ProviderCall.RawRequest"/> shows what was asked, with the request's <see cref="ModelRequest.ExtraBody"/> applied.
/// Thread-safe. Time passes only where a name says so, on the given clock.
/// </summary>
public sealed class DummyProvider : ModelProvider
{
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SlowPiece = TimeSpan.FromSeconds(2);

    private readonly string _modelName;
    private readonly Credential _credential;
    private readonly TimeProvider _timeProvider;
    private int _calls;

    /// <summary>Creates a provider that behaves as <paramref name="modelName"/> says.</summary>
    /// <param name="modelName">One of the names above, or any other.</param>
    /// <param name="timeProvider">The clock that the slow models wait on. Null: the system's.</param>
    public DummyProvider(string modelName, TimeProvider? timeProvider = null)
        : this(modelName, Credential.None, timeProvider)
    {
    }

    internal DummyProvider(string modelName, Credential credential, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(modelName);
        (_modelName, _credential, _timeProvider) = (modelName, credential, timeProvider ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public override string Type => "dummy";

    /// <inheritdoc/>
    public override string? ModelName => _modelName;

    /// <inheritdoc/>
    public override async ValueTask<ProviderResponse> InferAsync(
        ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        var answer = await BeginAsync(request, call, cancellationToken).ConfigureAwait(false);
        call.RawResponse = DummyWire.WriteReply(_modelName, answer);
        call.RawUsage = DummyWire.WriteUsage(answer.Usage);
        return answer;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = await BeginAsync(request, call, cancellationToken).ConfigureAwait(false);
        var count = 0;
        foreach (var piece in DummyPieces.Of(answer.Content, splitName: _modelName == "tool_split_name"))
        {
            await BeforePieceAsync(count, call, cancellationToken).ConfigureAwait(false);
            yield return new ProviderChunk { Content = [piece], RawChunk = DummyWire.WritePiece(piece) };
            count++;
        }

        call.RawUsage = DummyWire.WriteUsage(answer.Usage);
        yield return new ProviderChunk
        {
            Usage = answer.Usage,
            FinishReason = answer.FinishReason,
            RawChunk = DummyWire.WriteEnd(answer),
        };
    }

    private async ValueTask<ProviderResponse> BeginAsync(ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        call.RawRequest = ExtraBodyEdits.Apply(DummyWire.WriteRequest(_modelName, request), request.ExtraBody, call, NullLogger.Instance);
        if (_modelName == "slow")
        {
            await Task.Delay(SlowAnswer, _timeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (_credential.Resolve(call) is { } key && _modelName == "test_key" && key != "good_key")
        {
            throw call.Failed(ProviderFailure.ErrorReply, "refuses the key: it takes `good_key`", statusCode: 401);
        }

        if (Fails())
        {
            throw Error(call);
        }

        return DummyAnswers.For(_modelName, request);
    }

    private bool Fails() =>
        _modelName.StartsWith("error", StringComparison.Ordinal)
        || _modelName == "llm_judge::error"
        || (_modelName.StartsWith("flaky_", StringComparison.Ordinal) && Interlocked.Increment(ref _calls) % 2 == 0);

    private async ValueTask BeforePieceAsync(int count, ProviderCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        switch (_modelName, count)
        {
            case ("slow_second_chunk", 1):
                await Task.Delay(SlowPiece, _timeProvider, cancellationToken).ConfigureAwait(false);
                break;
            case ("fatal_stream_error", 2):
                throw call.Failed(ProviderFailure.TruncatedReply, "broke off its reply, as its name asks for");
            case ("err_in_stream", 3):
                throw Error(call);
        }
    }

    private ProviderException Error(ProviderCall call)
    {
        call.RawResponse = DummyWire.WriteError(_modelName);
        return call.Failed(ProviderFailure.ErrorReply, $"fails, as the model name `{_modelName}` asks for", statusCode: 500);
    }
}
