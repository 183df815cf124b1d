using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>The real MiniJinja renders the same templates with the same arguments: same output, or both fail.</summary>
internal sealed class DifferentialTests
{
    [Test]
    public async Task Own_templates_render_as_the_reference_engine_renders_them()
    {
        var comparable = TemplateCase.ReadAll("*.asv").Where(static item => item.File != "since-2.12");
        var rendered = await CompareAsync([
            .. comparable.Select(static item => new DifferentialCase(item)),
            .. TemplateSetCase.ReadAll().Select(static item => item.ToDifferential()),
        ]);
        Assert.That(rendered, Is.GreaterThanOrEqualTo(300));
    }

    [Test]
    public async Task Every_template_of_the_matrix_renders_every_argument_as_the_reference_engine_does()
    {
        var cases = TemplateMatrix.ReadAll();
        var rendered = await CompareAsync(cases);
        TestContext.Out.WriteLine($"{cases.Count} cases, {rendered} rendered");
        Assert.That(rendered, Is.GreaterThanOrEqualTo(Math.Max(400, cases.Count * 9 / 10)));
    }

    [Test]
    public async Task The_templates_of_the_suite_render_as_the_reference_engine_renders_them()
    {
        var cases = SuiteTemplates.ReadAll();
        var rendered = await CompareAsync(cases);
        TestContext.Out.WriteLine($"{cases.Count} cases of template files, {rendered} rendered");
        Assert.That(rendered, Is.GreaterThanOrEqualTo(cases.Count * 9 / 10));
    }

    private static async Task<int> CompareAsync(List<DifferentialCase> cases)
    {
        var expected = await ReferenceEngine.RenderAsync(cases);
        var differences = new List<string>();
        for (var i = 0; i < cases.Count; i++)
        {
            var actual = TryRender(cases[i], out var failure);
            if (actual != expected[i].Output)
            {
                var (output, error) = expected[i];
                differences.Add($"{cases[i].Name}: {cases[i].Templates["t"]}\n  reference: {output ?? error}\n  here: {actual ?? failure}");
            }
        }

        Assert.That(differences, Is.Empty, string.Join('\n', differences));
        return expected.Count(static result => result.Output is not null);
    }

    private static string? TryRender(DifferentialCase item, out string? failure)
    {
        try
        {
            failure = null;
            return TemplateSet.Compile(item.Templates)["t"].Render(item.Arguments);
        }
        catch (TensorZeroException exception)
        {
            failure = exception.Message;
            return null;
        }
    }
}
