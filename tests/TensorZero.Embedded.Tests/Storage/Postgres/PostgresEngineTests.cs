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

    private Task<TensorZeroEngine> StartAsync(bool fromEnvironment) => TensorZeroEngine.CreateAsync(new TensorZeroOptions
    {
        ContentRoot = _folder.FullName,
        EnvironmentVariable = name => fromEnvironment && name == "TENSORZERO_POSTGRES_URL" ? _database.Address : null,
    }.UsePostgres(fromEnvironment ? null : _database.Address));
}
