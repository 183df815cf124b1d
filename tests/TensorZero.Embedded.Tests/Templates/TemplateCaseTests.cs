namespace TensorZero.Embedded.Tests.Templates;

/// <summary>Every line of every case file: the output, or the error with its place.</summary>
internal sealed class TemplateCaseTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        TemplateCase.ReadAll("*.asv").Select(static item => new TestCaseData(item).SetArgDisplayNames(item.ToString(), item.Template));

    [TestCaseSource(nameof(Cases))]
    public void A_template_renders_as_its_case_says(TemplateCase item)
    {
        if (!item.Fails)
        {
            Assert.That(TemplateRunner.Render(item), Is.EqualTo(item.Expected));
            return;
        }

        var failure = Assert.Catch<TensorZeroException>(() => TemplateRunner.Render(item))!;
        Assert.That(failure.Message, Does.Match("^t:[1-9][0-9]*:[1-9][0-9]*: .+"));
        if (item.ExpectedMessage.Length > 0)
        {
            Assert.That(failure.Message, Is.EqualTo($"t:{item.ExpectedMessage}"));
        }
    }
}
