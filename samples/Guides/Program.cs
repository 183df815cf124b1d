using Guides;

// Runs the code that the documentation shows, and fails where it does something else than the text says.
Directory.SetCurrentDirectory(AppContext.BaseDirectory);
Environment.SetEnvironmentVariable("TENSORZERO_SQLITE_PATH", ":memory:");

(string Name, Func<Task> Run)[] guides =
[
    ("getting started: first call", FirstCall.RunAsync),
    ("getting started: in an application with a host", HostedApplication.RunAsync),
    ("getting started: a custom provider", CustomProvider.RunAsync),
    ("getting started: telemetry", Telemetry.RunAsync),
    ("functions: templates, schemas, JSON", Functions.RunAsync),
    ("templates", Templates.RunAsync),
    ("functions: tools", Tools.RunAsync),
    ("functions: what a request can say", Requests.RunAsync),
    ("functions: fallbacks and retries", Routing.RunAsync),
    ("streaming", Streaming.RunAsync),
    ("caching", Caching.RunAsync),
    ("cassettes", Cassettes.RunAsync),
    ("feedback: giving it", Feedback.RunAsync),
    ("querying: history", Querying.RunAsync),
    ("querying: replay", Replaying.RunAsync),
    ("workflow evaluations", Workflows.RunAsync),
    ("moving: export", Exporting.RunAsync),
    ("querying: SQL", Sql.RunAsync),
    ("querying: what is left out", Redaction.RunAsync),
    ("querying: datasets", Datasets.RunAsync),
    ("datasets and splits", Splits.RunAsync),
    ("judges", Judging.RunAsync),
    ("records", Records.RunAsync),
    ("differences: what is not served yet", NotServed.RunAsync),
];

var failed = 0;
foreach (var (name, run) in guides)
{
    try
    {
        await run();
        Console.WriteLine($"ok      {name}");
    }
    catch (Exception error)
    {
        failed++;
        Console.WriteLine($"FAILED  {name}: {error}");
    }
}

Console.WriteLine($"{guides.Length - failed} guides hold, {failed} do not");
return failed == 0 ? 0 : 1;
