using TensorZero.Embedded.Cli.Output;

namespace TensorZero.Embedded.Tests.Cli.Output;

public sealed class ListingTests
{
    private static readonly string[][] Rows = [["tea", "1"], ["a [red]longer[/]\nname\u001b[31m", ""]];

    [Test]
    public void In_a_pipe_it_is_text_in_columns() => Assert.That(Write(isTerminal: false), Is.EqualTo(
        """
        NAME                        COUNT
        tea                         1
        a [red]longer[/] name [31m

        """.ReplaceLineEndings("\n")));

    [Test]
    public void On_a_terminal_it_is_a_table_in_which_nothing_is_markup()
    {
        var table = Write(isTerminal: true);

        Assert.That(table, Does.StartWith("╭").And.Contains("│ tea").And.Contains("│ a [red]longer[/] name [31m │"));
    }

    private static string Write(bool isTerminal)
    {
        var output = new StringWriter();
        Listing.Write(output, isTerminal, ["NAME", "COUNT"], Rows);
        return output.ToString().ReplaceLineEndings("\n");
    }
}
