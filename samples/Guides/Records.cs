using TensorZero.Embedded;

namespace Guides;

/// <summary>Where records wait on disk, and that nothing of them stays when the database has them.</summary>
internal static class Records
{
    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("guides-records-").FullName;
        try
        {
            await RecordAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RecordAsync(string folder)
    {
        var journal = Path.Combine(folder, "journal");
        var configuration = TensorZeroConfiguration.FromFile(Scene.Path("config/records.toml"))
            .With(changes => changes.Table("embedded", table => table.Table("journal", own => own.Set("path", journal))));
        await using (var engine = await Scene.StartAsync(configuration, options => options.SqlitePath = Path.Combine(folder, "records.db")))
        {
            await engine.Inference.InferAsync(InferenceRequest.ToModel("dummy::echo", "hello"));
            Claim.That(Directory.GetFiles(journal, "*.journal", SearchOption.AllDirectories).Length == 1);
            await engine.FlushAsync();
            Claim.That(await engine.History.CountAsync(new InferenceQuery()) == 1);
        }

        Claim.That(Directory.GetDirectories(journal).Length == 0);
    }
}
