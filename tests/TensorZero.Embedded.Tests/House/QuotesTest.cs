namespace TensorZero.Embedded.Tests.House;

/// <summary>That <see cref="DocsTest"/> can fail.</summary>
public sealed class QuotesTest
{
    private const string Sample = """
        internal static class Program
        {
            // quote:call
            var answer = await client.InferAsync(request);
            if (answer is null)
            {

                return;
            }

            // end
        }
        """;

    [Test]
    public void A_quote_equals_its_part_of_the_sample_but_for_the_indentation() =>
        Assert.That(Problems("""
            <!-- quote: samples/Program.cs#call -->
            ```csharp
            var answer = await client.InferAsync(request);
            if (answer is null)
            {

                return;
            }
            ```
            """), Is.Empty);

    [TestCase(
        "<!-- quote: samples/Program.cs#call -->\n```csharp\nvar answer = 42;\n```",
        "line 2: is not what samples/Program.cs#call says")]
    [TestCase(
        "<!-- quote: samples/Program.cs#talk -->\n```csharp\nvar answer = 42;\n```",
        "line 2: samples/Program.cs has no part \"quote:talk\"")]
    [TestCase("<!-- quote: samples/Lost.cs#call -->\n```toml\nanswer = 42\n```", "line 2: quotes samples/Lost.cs, which does not exist")]
    [TestCase("<!-- quote: samples/Program.cs -->\n```csharp\n}\n```", "line 2: is not what samples/Program.cs says")]
    [TestCase("Look:\n\n```csharp\nvar answer = 42;\n```", "line 3: C# that quotes no sample")]
    [TestCase("```cs\nvar answer = 42;\n```", "line 1: C# that quotes no sample")]
    public void Anything_else_is_a_problem(string markdown, string problem) =>
        Assert.That(Problems(markdown), Has.One.StartsWith(problem));

    [Test]
    public void Text_that_is_no_code_of_ours_needs_no_quote() =>
        Assert.That(Problems("```bash\ndotnet test\n```"), Is.Empty);

    [Test]
    public void A_whole_file_is_quoted_without_its_markers() =>
        Assert.That(
            Quotes.Problems("<!-- quote: a.toml -->\n```toml\n[a]\nb = 1\n```", _ => "# quote:all\n[a]\nb = 1\n# end\n"), Is.Empty);

    private static IEnumerable<string> Problems(string markdown) =>
        Quotes.Problems(markdown, path => path == "samples/Program.cs" ? Sample : null);
}
