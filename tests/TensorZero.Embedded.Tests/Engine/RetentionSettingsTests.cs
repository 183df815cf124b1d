using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>TensorZero's settings of PostgreSQL hold where records are there, and ours go before them.</summary>
internal sealed class RetentionSettingsTests
{
    private const string TensorZeros =
        """
        [postgres]
        inference_metadata_retention_days = 90
        inference_data_retention_days = 30
        """;

    [TestCase(TensorZeros, true, 90, 30)]
    [TestCase(TensorZeros, false, null, null)]
    [TestCase(TensorZeros + "\n[embedded.retention]\ninference_days = 7", true, 7, 30)]
    [TestCase("[embedded.retention]\ncontent_days = 7", false, null, 7)]
    public void Days(string toml, bool isPostgres, int? inferenceDays, int? contentDays)
    {
        var loaded = CheckedConfiguration.Load(TensorZeroConfiguration.FromToml(toml), new ProblemList());

        var settings = Retention.SettingsOf(loaded.Root, isPostgres);

        Assert.That((settings.InferenceDays, settings.ContentDays), Is.EqualTo((inferenceDays, contentDays)));
    }
}
