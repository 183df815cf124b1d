using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>Real files change, and the test waits for the watcher to set its timer; then it moves the clock.</summary>
public sealed class ReloadOnChangeTests
{
    private const string Function = """
        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "dummy::good"
        user_template = "prompts/user.minijinja"
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [TestCase("tensorzero.toml", Function + "\ntemperature = 0.5\n")]
    [TestCase("prompts/user.minijinja", "Good morning {{ user_text }}")]
    public async Task A_changed_file_is_loaded(string file, string text)
    {
        using var scene = new Scene();
        await using var engine = scene.Start();
        var before = engine.ConfigurationHash;

        await scene.ChangeAsync(file, text);

        Assert.That(engine.ConfigurationHash, Is.Not.EqualTo(before));
        Assert.That(scene.Log.At(LogLevel.Error), Is.Empty);
    }

    [Test]
    public async Task A_new_file_of_the_pattern_is_loaded()
    {
        using var scene = new Scene();
        await using var engine = scene.Start("**/*.toml");
        var before = engine.ConfigurationHash;

        await scene.ChangeAsync("more.toml", "[metrics.good]\ntype = \"boolean\"\nlevel = \"inference\"\noptimize = \"max\"\n");

        Assert.That(engine.ConfigurationHash, Is.Not.EqualTo(before));
    }

    [Test]
    public async Task A_wrong_file_is_reported_and_the_configuration_before_stays_until_it_is_right()
    {
        using var scene = new Scene();
        await using var engine = scene.Start();
        var before = engine.ConfigurationHash;

        await scene.ChangeAsync("tensorzero.toml", Function + "\ntemperatur = 0.5\nmax_tokens = \"many\"\n");

        Assert.That(engine.ConfigurationHash, Is.EqualTo(before));
        Assert.That(scene.Log.At(LogLevel.Error), Has.Count.EqualTo(2));
        Assert.That(scene.Log.At(LogLevel.Error)[0], Does.EndWith("variants.plain.temperatur: unknown key (did you mean \"temperature\"?)"));

        await scene.ChangeAsync("tensorzero.toml", Function + "\ntemperature = 0.5\n");

        Assert.That(engine.ConfigurationHash, Is.Not.EqualTo(before));
        Assert.That(scene.Log.At(LogLevel.Error), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Without_the_option_nothing_is_watched()
    {
        using var scene = new Scene();
        await using var engine = scene.Start(reloadOnChange: false);
        var before = engine.ConfigurationHash;

        scene.Folder.With("tensorzero.toml", "");
        scene.Time.Advance(ReloadOnChange.Quiet);

        Assert.That(engine.ConfigurationHash, Is.EqualTo(before));
        await engine.ReloadAsync();
        Assert.That(engine.ConfigurationHash, Is.Not.EqualTo(before));
    }

    [TestCase("tensorzero.db-wal", false)]
    [TestCase("app.log", false)]
    [TestCase("..data", true)]
    [TestCase("other.toml", true)]
    [TestCase("next.minijinja", true)]
    public void Files_count_by_their_extension(string file, bool counts)
    {
        var watched = new WatchedFiles(new Dictionary<string, bool>(), new HashSet<string> { ".toml", ".minijinja" });
        Assert.That(watched.Count("/app/" + file), Is.EqualTo(counts));
    }

    private sealed class Scene : IDisposable
    {
        public TemporaryFolder Folder { get; } = new TemporaryFolder()
            .With("tensorzero.toml", Function)
            .With("prompts/user.minijinja", "Hello {{ user_text }}");

        public ManualTime Time { get; } = new();

        public LogLines Log { get; } = new();

        public TensorZeroEngine Start(string pattern = "tensorzero.toml", bool reloadOnChange = true) => TensorZeroEngine.Create(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromFile($"{Folder.Path}/{pattern}"),
            SqlitePath = ":memory:",
            TimeProvider = Time,
            LoggerFactory = Log,
            ReloadOnChange = reloadOnChange,
        });

        /// <summary>Writes a file, waits until the change is noticed, and lets the quiet time pass.</summary>
        public async Task ChangeAsync(string file, string text)
        {
            var noticed = Time.WhenSet(ReloadOnChange.Quiet);
            // Moved into place, so that there is one change and never half a file.
            Folder.With(file + ".new", text);
            File.Move($"{Folder.Path}/{file}.new", $"{Folder.Path}/{file}", overwrite: true);
            await noticed.WaitAsync(Patience);
            Time.Advance(ReloadOnChange.Quiet);
        }

        public void Dispose() => Folder.Dispose();
    }
}
