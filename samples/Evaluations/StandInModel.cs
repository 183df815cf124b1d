using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded;
using TensorZero.Embedded.Providers;

namespace EvaluationsSample;

/// <summary>
/// Stands in for a model: it knows the right queues and names a wrong one for a known share of the tickets, always the same ones. So this
/// sample costs nothing and its verdicts can be checked. An evaluation of your own needs none of this.
/// </summary>
internal sealed class StandInModel(double accuracy, int seed, IReadOnlyDictionary<string, string> queues) : ModelProvider
{
    private static readonly string[] All = ["billing", "shipping", "returns", "technical", "account"];

    public override string Type => "stand_in";

    /// <summary>The queues of the dataset's tickets, by their text.</summary>
    public static IReadOnlyDictionary<string, string> ReadQueues(string path)
    {
        var queues = new Dictionary<string, string>();
        foreach (var line in File.ReadLines(path))
        {
            var json = JsonElement.Parse(line);
            var ticket = json.GetProperty("input").GetProperty("messages")[0].GetProperty("content")[0].GetProperty("arguments");
            var output = JsonElement.Parse(json.GetProperty("output").GetProperty("raw").GetString()!);
            queues[ticket.GetProperty("text").GetString()!] = output.GetProperty("queue").GetString()!;
        }

        return queues;
    }

    public override ValueTask<ProviderResponse> InferAsync(ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        var prompt = request.Messages[^1].Content.OfType<TextBlock>().First().Text;
        var ticket = prompt[(prompt.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].TrimEnd();
        call.RawRequest = Encoding.UTF8.GetBytes(prompt);
        call.RawResponse = Encoding.UTF8.GetBytes($$"""{"queue":"{{QueueOf(ticket)}}"}""");
        return ValueTask.FromResult(new ProviderResponse
        {
            Content = [new TextBlock(Encoding.UTF8.GetString(call.RawResponse.Span))],
            FinishReason = FinishReason.Stop,
            Usage = new Usage(prompt.Length / 4, 6),
        });
    }

    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var whole = await InferAsync(request, call, cancellationToken);
        yield return new ProviderChunk { Content = [new TextChunk("0", ((TextBlock)whole.Content[0]).Text)], FinishReason = FinishReason.Stop };
    }

    private string QueueOf(string ticket)
    {
        var right = queues[ticket];
        var draw = BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{ticket}")));
        return draw / (double)uint.MaxValue < accuracy ? right : All[(Array.IndexOf(All, right) + 1) % All.Length];
    }
}
