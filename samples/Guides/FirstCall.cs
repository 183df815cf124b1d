using Microsoft.Data.Sqlite;
using TensorZero.Embedded;

namespace Guides;

/// <summary>The smallest program, what it records and where, configuration errors and reloading.</summary>
internal static class FirstCall
{
    public static async Task RunAsync()
    {
        await CreateAsync();
        await CallAsync();
        await WrongConfigurationAsync();
        await ReloadAsync();
        await DatabasePathsAsync();
    }

    private static async Task CreateAsync()
    {
        // quote:create
        await using var engine = await TensorZeroEngine.CreateAsync("config/support.toml");
        var answer = await engine.Inference.InferAsync(InferenceRequest.ToFunction("answer", "Where is my parcel?"));
        // end

        Claim.That(answer.Text == "Where is my parcel?");
    }

    private static async Task CallAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tensorzero-guides-");
        var replies = new CannedReplies(CannedReplies.Completion);
        var options = new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromFile(Scene.Path("config/first.toml")),
            ContentRoot = folder.FullName,
            EnvironmentVariable = name => name == "OPENAI_API_KEY" ? "sk-guide" : null,
            HttpClient = () => new HttpMessageInvoker(replies, disposeHandler: false),
        };

        await using (var engine = await TensorZeroEngine.CreateAsync(options))
        {
            await FirstAsync(engine);
        }

        Claim.That(replies.Requests.Count == 2);
        Claim.That(replies.Requests[0].RequestUri!.AbsoluteUri == "https://api.openai.com/v1/chat/completions");
        Claim.That(File.Exists(Path.Combine(folder.FullName, "tensorzero.db")));
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(Path.Combine(folder.FullName, "tensorzero.db"));
            Claim.That(mode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static async Task FirstAsync(TensorZeroEngine engine)
    {
        // quote:call
        var response = await engine.Inference.InferAsync(InferenceRequest.ToFunction("write_haiku", "About a frog."));
        Console.WriteLine(response.Text);

        // The same without a function: any model of the configuration, or a shorthand.
        var bare = await engine.Inference.InferAsync(InferenceRequest.ToModel("openai::gpt-5-mini", "About a frog."));
        // end

        Claim.That(response.Text == "Old pond, new frog.");
        Claim.That(response.VariantName == "plain");
        Claim.That(bare.VariantName == "openai::gpt-5-mini");

        await engine.FlushAsync();
        Claim.That(await engine.History.CountAsync(new InferenceQuery()) == 2);
        Claim.That(await engine.History.CountAsync(new InferenceQuery { FunctionName = "tensorzero::default" }) == 1);
    }

    private static async Task WrongConfigurationAsync()
    {
        var toml = "[functions.f]\ntype = \"chat\"\n[functions.f.variants.v]\ntype = \"chat_completion\"\nmodell = \"dummy::echo\"\n";

        // quote:problems
        try
        {
            await using var engine = await Scene.StartAsync(TensorZeroConfiguration.FromToml(toml));
        }
        catch (ConfigurationException error)
        {
            foreach (var problem in error.Problems)
            {
                Console.WriteLine($"        {problem}");
            }
        }
        // end

        var thrown = await Claim.ThrowsAsync<ConfigurationException>(() => Scene.StartAsync(TensorZeroConfiguration.FromToml(toml)));
        Claim.That(thrown.Problems.Count == 2);
        Claim.That(thrown.Problems.All(problem => problem.Line is not null));
    }

    private static async Task ReloadAsync()
    {
        await using var engine = await Scene.StartAsync(Haiku("dummy::echo"));
        var before = engine.ConfigurationHash;

        // quote:reload
        await engine.ReloadAsync(); // reads the same files again

        await engine.ReloadAsync(Haiku("dummy::json")); // or changes to another configuration
        // end

        Claim.That(engine.ConfigurationHash != before);
        await Claim.ThrowsAsync<ConfigurationException>(() => engine.ReloadAsync(Haiku("dummy")));
        var response = await engine.Inference.InferAsync(InferenceRequest.ToFunction("write_haiku", "About a frog."));
        Claim.That(response.Text == """{"answer":"Hello"}""");
    }

    private static async Task DatabasePathsAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tensorzero-guides-");
        var toml = TensorZeroConfiguration.FromToml("[embedded]\nsqlite_path = \"toml.db\"");
        string? variable = null;
        Task StartAsync(string? sqlitePath) => Scene.StartAsync(toml, options =>
        {
            options.SqlitePath = sqlitePath;
            options.ContentRoot = folder.FullName;
            options.EnvironmentVariable = name => name == "TENSORZERO_SQLITE_PATH" ? variable : null;
        }).ContinueWith(async engine => await (await engine).DisposeAsync(), TaskScheduler.Default).Unwrap();

        await StartAsync(null);
        variable = "variable.db";
        await StartAsync(null);
        await StartAsync("options.db");

        Claim.That(folder.EnumerateFiles("*.db").Select(file => file.Name).Order().SequenceEqual(["options.db", "toml.db", "variable.db"]));
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static TensorZeroConfiguration Haiku(string model) => TensorZeroConfiguration.Create(configuration => configuration
        .ChatFunction("write_haiku", function => function.Variant("plain", model, variant => { })));
}
