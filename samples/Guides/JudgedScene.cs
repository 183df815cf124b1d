using System.Runtime.CompilerServices;
using System.Text;
using TensorZero.Embedded;
using TensorZero.Embedded.Providers;

namespace Guides;

/// <summary>
/// A shop's replies, a judge of them, and people who know better, all stand-ins: the writer is right about three questions in four, the judge
/// overlooks every second mistake, people none.
/// </summary>
internal static class JudgedScene
{
    public const int Questions = 200;

    public static Task<TensorZeroEngine> StartAsync() => Scene.StartAsync("config/judged.toml", static options => options
        .AddProviderType("stand_in", static settings => new StandIn(settings.Settings.GetProperty("role").GetString()!)));

    public static Task<IReadOnlyList<Guid>> CreateAsync(IDatasetClient datasets) => datasets.CreateAsync("questions", [.. Enumerable
        .Range(0, Questions)
        .Select(static number => new NewDatapoint
        {
            FunctionName = "reply",
            Input = new InferenceInput { Messages = [InputMessage.User($"Question {number}")] },
            Output = DatapointOutput.FromText($"Answer {number}"),
        })]);

    /// <summary>What a person says of a reply.</summary>
    public static bool IsHelpful(string reply) => !reply.StartsWith("No idea", StringComparison.Ordinal);

    private sealed class StandIn(string role) : ModelProvider
    {
        public override string Type => "stand_in";

        public override ValueTask<ProviderResponse> InferAsync(ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
        {
            var prompt = request.Messages[^1].Content.OfType<TextBlock>().First().Text;
            call.RawRequest = Encoding.UTF8.GetBytes(prompt);
            var text = role == "judge" ? Judge(prompt) : Reply(int.Parse(prompt.Split(' ')[1], provider: null));
            call.RawResponse = Encoding.UTF8.GetBytes(text);
            return ValueTask.FromResult(new ProviderResponse { Content = [text], FinishReason = FinishReason.Stop, Usage = new Usage(10, 5) });
        }

        public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
            ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var whole = await InferAsync(request, call, cancellationToken);
            yield return new ProviderChunk { Content = [new TextChunk("0", ((TextBlock)whole.Content[0]).Text)], FinishReason = FinishReason.Stop };
        }

        private static string Judge(string prompt) => prompt.Contains("No idea about you", StringComparison.Ordinal)
            ? """{"score": false}"""
            : """{"score": true}""";

        private string Reply(int number) => role == "talker" ? $"Answer {number}, to say it at some length and with many words"
            : number % 4 > 0 ? $"Answer {number}"
            : number % 8 > 0 ? "No idea about your question"
            : "No idea, perhaps";
    }
}
