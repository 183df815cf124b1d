using TensorZero.Embedded.Configuration.Files;

namespace TensorZero.Embedded.Tests.Configuration.Files;

public sealed class GlobPatternTests
{
    [TestCase("config/*.toml", "a.toml", true)]
    [TestCase("config/*.toml", "sub/a.toml", false)]
    [TestCase("config/**/*.toml", "a.toml", true)]
    [TestCase("config/**/*.toml", "sub/deep/a.toml", true)]
    [TestCase("config/**/*.toml", "a.json", false)]
    [TestCase("config/**", "sub/a.toml", true)]
    [TestCase("config/tensorzero.?.toml", "tensorzero.a.toml", true)]
    [TestCase("config/tensorzero.?.toml", "tensorzero./.toml", false)]
    [TestCase("config/[ab].toml", "b.toml", true)]
    [TestCase("config/[!ab].toml", "b.toml", false)]
    [TestCase("config/{models,tools}.toml", "tools.toml", true)]
    [TestCase("config/{models,tools}.toml", "metrics.toml", false)]
    [TestCase("config/a+b.toml*", "a+b.toml", true)]
    public void A_path_below_the_base_fits_or_not(string pattern, string path, bool fits) =>
        Assert.That(new GlobPattern(pattern).Matches(path), Is.EqualTo(fits));

    [TestCase("config/tensorzero.*.toml", "config")]
    [TestCase("config/**/*.toml", "config")]
    [TestCase("a/b*/c.toml", "a")]
    [TestCase("*.toml", ".")]
    [TestCase("/*.toml", "/")]
    [TestCase("config/tensorzero.toml", "config")]
    public void The_search_starts_at_the_longest_part_without_signs(string pattern, string folder) =>
        Assert.That(new GlobPattern(pattern).BaseDirectory, Is.EqualTo(folder));
}
