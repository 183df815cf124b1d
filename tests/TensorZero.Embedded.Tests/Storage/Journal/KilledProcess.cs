using System.Diagnostics;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Storage.Journal;

/// <summary>A process that answers many callers at once, says which inferences it has answered, and never ends by itself.</summary>
internal static class KilledProcess
{
    public const string Job = "answer";

    private const int Callers = 16;

    /// <summary>Its output is the id of each inference after its answer, one a line.</summary>
    public static Process Start(string database) => ChildProcess.Start(Job, database);

    /// <summary>What the process does.</summary>
    public static void Answer(string database) => AnswerAsync(database).GetAwaiter().GetResult();

    private static async Task AnswerAsync(string database)
    {
        await using var provider = FaultServer.Start(script => script.OnAny().Always(OpenAIReplies.Whole("Hello.")));
        await using var engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(
                $"""
                [models.m]
                routing = ["openai"]
                [models.m.providers.openai]
                type = "openai"
                model_name = "gpt"
                api_base = "{provider.Url}v1/"
                api_key_location = "none"
                """),
            SqlitePath = database,
            EnvironmentVariable = _ => null,
        });
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var response = await engine.Inference.InferAsync(InferenceRequest.ToModel("m", "Hello"));
                await output.WriteAsync($"{response.InferenceId}\n");
            }
        })));
    }
}
