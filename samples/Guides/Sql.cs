using Microsoft.Data.Sqlite;
using TensorZero.Embedded;

namespace Guides;

/// <summary>The database is an ordinary SQLite file: the documentation's queries run on it.</summary>
internal static class Sql
{
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tensorzero-guides-");
        var path = Path.Combine(folder.FullName, "guide.db");
        await using (var engine = await Scene.StartAsync("config/feedback.toml", options => options.SqlitePath = path))
        {
            await FillAsync(engine);
        }

        await using (var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False"))
        {
            await connection.OpenAsync();
            Claim.That(Query(connection, "cost-by-variant").SequenceEqual(["reply|plain|1|10|10||1"]));
            Claim.That(Query(connection, "metric-by-variant").SequenceEqual(["plain|1|1"]));
            Claim.That(Query(connection, "failing-providers").SequenceEqual(["dummy::error|dummy|error_reply|500|1"]));
            var tagged = Query(connection, "by-tag").Single().Split('|');
            Claim.That(tagged[0].Length == 32 && tagged[2] == "Hello" && tagged[3] == "Hello");
        }

        folder.Delete(recursive: true);
    }

    private static async Task FillAsync(TensorZeroEngine engine)
    {
        var response = await engine.Inference.InferAsync(new InferenceRequest
        {
            FunctionName = "reply",
            VariantName = "plain",
            Input = new InferenceInput { Messages = [InputMessage.User("Hello")] },
            Tags = new Dictionary<string, string> { ["customer"] = "42" },
        });
        await engine.Feedback.SendAsync(FeedbackRequest.Boolean("solved", false, response.InferenceId));
        await engine.Feedback.SendAsync(FeedbackRequest.Boolean("solved", true, response.InferenceId));
        await Claim.ThrowsAsync<InferenceFailedException>(
            () => engine.Inference.InferAsync(new InferenceRequest { FunctionName = "reply", VariantName = "down" }));
    }

    private static List<string> Query(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a file of this sample.
        command.CommandText = File.ReadAllText(Scene.Path($"sql/{name}.sql"));
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), null))));
        }

        return rows;
    }
}
