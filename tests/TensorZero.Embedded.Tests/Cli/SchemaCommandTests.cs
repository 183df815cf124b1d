using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Cli;

public sealed class SchemaCommandTests
{
    [Test]
    public void The_schema_is_the_one_in_the_documentation()
    {
        var (exitCode, output, _) = CommandLine.Run("schema");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Is.EqualTo(Checkout.Read("docs/tensorzero.schema.json")));
    }
}
