using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Tests.Wire;

internal sealed class RoundTripTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(12);

    [Test]
    public void Every_request_is_read_as_it_was_written([Values] bool stream) =>
        Check.One(Config, Prop.ForAll(RandomRequests.All.ToArbitrary(), request =>
        {
            var call = InferenceCall.For(request, stream);

            return Alike.Are(Sent(call, InferenceCallWriter.Write, json => InferenceCallReader.Read(json, apiKeyPublicId: null)), call);
        }));

    [Test]
    public void Every_answer_is_read_as_it_was_written() =>
        Check.One(Config, Prop.ForAll(RandomAnswers.Whole.ToArbitrary(), response =>
            Alike.Are(Sent(response, (writer, answer) => InferenceReplyWriter.Write(writer, answer, Everything), InferenceReplyReader.Read), response)));

    [Test]
    public void Every_piece_of_an_answer_is_read_as_it_was_written() =>
        Check.One(Config, Prop.ForAll(RandomAnswers.Pieces.ToArbitrary(), chunk =>
            Alike.Are(Sent(chunk, (writer, piece) => InferenceChunkWriter.Write(writer, piece, Everything), InferenceChunkReader.Read), chunk)));

    [Test]
    public void Every_error_is_read_as_it_was_written()
    {
        Exception[] errors =
        [
            new InvalidInferenceRequestException(InferenceRequestError.InvalidInput, "no") { Pointers = ["/messages/0", "/system"] },
            new InvalidFeedbackException(FeedbackRequestError.UnknownMetric, "no"),
            new ObservabilityStoreException(ObservabilityStoreFailure.Full, "no"),
            new InferenceFailedException(
                new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
                "no",
                [
                    new InferenceAttempt("v", "m", "p", ProviderFailure.ErrorReply, 503, "down"),
                    new InferenceAttempt("v", null, null, ProviderFailure.Template, null, "no `x`"),
                ]),
            new InferenceFailedException(Guid.Empty, "nothing tried", []),
            new IOException("of no kind"),
        ];

        foreach (var error in errors.Select(error => WireError.Of(error.Message, error)))
        {
            Assert.That(Alike.Are(Sent(error, WireErrorJson.Write, json => WireErrorJson.TryRead(json)!), error), error.Code);
        }
    }

    [TestCase("""{"inference_id": "x"}""")]
    [TestCase("""{"error": {"message": "OpenAI's shape"}}""")]
    [TestCase("""[]""")]
    public void What_is_no_error_is_not_read_as_one(string json) => Assert.That(WireErrorJson.TryRead(JsonElement.Parse(json)), Is.Null);

    [Test]
    public void The_codes_of_errors_stay_as_they_are()
    {
        Assert.That(Enum.GetValues<InferenceRequestError>().Select(EnumWords<InferenceRequestError>.Of), Is.EqualTo(new[]
        {
            "invalid_request", "unknown_function", "unknown_variant", "unknown_model", "unknown_tool", "duplicate_tool", "invalid_input",
            "invalid_episode_id", "refused",
        }));
        Assert.That(Enum.GetValues<FeedbackRequestError>().Select(EnumWords<FeedbackRequestError>.Of), Is.EqualTo(new[]
        {
            "invalid_request", "unknown_metric", "invalid_value", "wrong_level", "unknown_target", "invalid_demonstration", "invalid_tag",
        }));
        Assert.That(Enum.GetValues<ObservabilityStoreFailure>().Select(EnumWords<ObservabilityStoreFailure>.Of), Is.EqualTo(new[]
        {
            "disabled", "unavailable", "locked", "full", "input_output", "read_only", "corrupt", "newer_version", "rejected",
            "outdated_version",
        }));
        Assert.That(Enum.GetValues<ProviderFailure>().Select(EnumWords<ProviderFailure>.Of), Is.EqualTo(new[]
        {
            "unsupported_request", "credential", "connection", "error_reply", "malformed_reply", "oversized_reply", "truncated_reply", "timeout",
            "template", "cooling_down",
        }));
    }

    private static InferenceCall Everything { get; } = new()
    {
        Request = new InferenceRequest { IncludeRawUsage = true },
        IncludeRawResponse = true,
        IncludeAggregatedResponse = true,
    };

    /// <summary>What arrives of a value, read while its document lives and looked at afterwards.</summary>
    private static T Sent<T>(T value, Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read)
    {
        var bytes = JsonBody.Write((value, write), static (state, writer) => state.write(writer, state.value));
        using var document = WireDocument.Parse(bytes);
        return read(document.RootElement);
    }
}
