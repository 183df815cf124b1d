using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Cli.Inferences;

/// <summary><c>tensorzero inferences show</c>: everything that is known of one inference.</summary>
internal static class ShowInferenceCommand
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(CommandDatabase database)
    {
        var id = new Argument<Guid>("ID") { Description = "The inference." };
        var raw = new Option<bool>("--raw") { Description = "Also what was sent to providers and what they replied, word for word." };
        var command = new Command("show", "Shows an inference, its calls of providers and its feedback, as JSON.") { id, raw };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var inference = await FindAsync(store, parsed.GetRequiredValue(id), cancellationToken).ConfigureAwait(false)
                ?? throw new TensorZeroException("There is no such inference that was answered; `tensorzero inferences list` shows them.");
            parsed.InvocationConfiguration.Output.WriteLine(ToJson(inference, parsed.GetValue(raw)));
            return ExitCode.Success;
        }));
        return command;
    }

    private static async Task<ShownInference?> FindAsync(IObservabilityStore store, Guid id, CancellationToken cancellationToken)
    {
        var found = await store.Inferences.GetAsync([id], InferenceOutputSource.Inference, cancellationToken).ConfigureAwait(false);
        return found is not [var inference]
            ? null
            : new ShownInference(
                inference,
                await store.Inferences.GetModelInferencesAsync(id, cancellationToken).ConfigureAwait(false),
                await store.Inferences.GetFailedCallsAsync(id, cancellationToken).ConfigureAwait(false),
                await store.Feedback.GetFeedbackAsync(id, cancellationToken).ConfigureAwait(false));
    }

    private static string ToJson(ShownInference inference, bool withRaw)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            inference.Write(json, withRaw);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
