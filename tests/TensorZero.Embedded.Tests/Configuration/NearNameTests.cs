using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded.Tests.Configuration;

public sealed class NearNameTests
{
    private static readonly string[] Known = ["gpt-5-mini", "gpt-5", "claude-haiku", "experimental_best_of_n_sampling", "a"];

    [TestCase("gpt-5-min", "gpt-5-mini")]
    [TestCase("gpt5", "gpt-5")]
    [TestCase("gtp-5", "gpt-5")]
    [TestCase("caude-haiku", "claude-haiku")]
    [TestCase("experimental_best_of_n", "experimental_best_of_n_sampling")]
    [TestCase("b", null)]
    [TestCase("llama", null)]
    [TestCase("", null)]
    public void The_nearest_name_is_found(string name, string? expected) => Assert.That(NearName.Find(name, Known), Is.EqualTo(expected));
}
