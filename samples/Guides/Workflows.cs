using TensorZero.Embedded;

namespace Guides;

/// <summary>Evaluating workflows of several inferences.</summary>
internal static class Workflows
{
    private static readonly (string Name, string Question)[] Tasks = [("lamps", "How tall is a lighthouse?"), ("ponds", "How deep is a pond?")];

    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/workflows.toml");
        var (first, second) = (await TryAsync(engine, "short"), await TryAsync(engine, "long"));

        await engine.FlushAsync();
        // quote:compare
        foreach (var runId in (Guid[])[first, second])
        {
            foreach (var metric in await engine.WorkflowEvaluations.GetStatisticsAsync(runId))
            {
                Console.WriteLine($"        {metric.MetricName}: {metric.Mean:F2} of {metric.Count} episodes");
            }
        }

        foreach (var task in await engine.WorkflowEvaluations.ListTasksAsync([first, second]))
        {
            var solved = task.Episodes.Count(episode => episode.Feedback.Any(feedback => feedback is { Name: "task_success", BooleanValue: true }));
            Console.WriteLine($"        {task.Name}: solved in {solved} of {task.Episodes.Count} runs");
        }
        // end

        Claim.That((await engine.WorkflowEvaluations.GetStatisticsAsync(first)).Single() is { MetricName: "task_success", Count: 2, Mean: 1 });
        Claim.That((await engine.WorkflowEvaluations.ListTasksAsync([first, second])).Count == 2);
        var inferences = await engine.History.ListAsync(new InferenceQuery { FunctionName = "write_query" }).ToListAsync();
        Claim.That(inferences.Count(inference => inference.VariantName == "long") == 2);
    }

    private static async Task<Guid> TryAsync(TensorZeroEngine engine, string variant)
    {
        // quote:run
        var workflows = engine.WorkflowEvaluations;
        var runId = await workflows.StartRunAsync(new WorkflowRunRequest
        {
            Variants = new Dictionary<string, string> { ["write_query"] = variant },
            ProjectName = "search",
            DisplayName = $"write_query: {variant}",
            Tags = new Dictionary<string, string> { ["branch"] = "main" },
        });

        foreach (var (name, question) in Tasks)
        {
            var episodeId = await workflows.StartEpisodeAsync(runId, taskName: name);
            var isSolved = await AnswerAsync(engine.Inference, question, episodeId);
            await engine.Feedback.SendAsync(FeedbackRequest.BooleanForEpisode("task_success", isSolved, episodeId));
        }
        // end

        return runId;
    }

    // quote:workflow
    private static async Task<bool> AnswerAsync(IInferenceClient client, string question, Guid episodeId)
    {
        var query = await client.InferAsync(ToFunction("write_query", question, episodeId));
        var found = $"What the search for {query.Text} found.";
        var answer = await client.InferAsync(ToFunction("answer", found, episodeId));
        return answer.Text.Length > 0;
    }

    private static InferenceRequest ToFunction(string function, string text, Guid episodeId) => new()
    {
        FunctionName = function,
        EpisodeId = episodeId,
        Input = new InferenceInput { Messages = [InputMessage.User(text)] },
    };
    // end
}
