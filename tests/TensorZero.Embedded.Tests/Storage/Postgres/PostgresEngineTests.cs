namespace TensorZero.Embedded.Tests.Storage.Postgres;

internal sealed class PostgresEngineTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tensorzero-");
    private PostgresTestDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await PostgresTestDatabase.CreateAsync();

    [TearDown]
    public async Task DropDatabase()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_one_node_records_another_reads(bool fromEnvironment)
    {
        await using var one = await StartAsync(fromEnvironment);
        await using var other = await StartAsync(fromEnvironment);

        var answer = await one.Inference.InferAsync(InferenceRequest.ToModel("dummy::echo", "Hello")).OrFail();
        await one.History.FlushAsync();

        var stored = (await other.History.GetAsync([answer.InferenceId])).Single();
        Assert.That(stored.Content, Is.EqualTo(answer.Content));
        Assert.That(await _database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.model_inference"), Is.EqualTo(1));
    }

    [Test]
    public async Task Its_migrations_are_forbidden_by_its_own_setting_alone()
    {
        var error = Assert.ThrowsAsync<ObservabilityStoreException>(
            () => StartAsync(fromEnvironment: true, "[embedded.postgres]\ndisable_automatic_migrations = true"));
        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.OutdatedVersion));
        Assert.That(error.Message, Does.EndWith("and `embedded.postgres.disable_automatic_migrations` is set: run `tensorzero migrate`."));

        await using var engine = await StartAsync(fromEnvironment: true, "[clickhouse]\ndisable_automatic_migrations = true");
        Assert.That(await _database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.schema_version"), Is.Not.Zero);
    }

    private Task<TensorZeroEngine> StartAsync(bool fromEnvironment, string configuration = "") => TensorZeroEngine.CreateAsync(new TensorZeroOptions
    {
        Configuration = TensorZeroConfiguration.FromToml(configuration),
        ContentRoot = _folder.FullName,
        EnvironmentVariable = name => fromEnvironment && name == "TENSORZERO_POSTGRES_URL" ? _database.Address : null,
    }.UsePostgres(fromEnvironment ? null : _database.Address));
}
