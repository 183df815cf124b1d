using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>Every file of the official suite is one test, which names each case that is judged wrong.</summary>
[TestFixture]
internal sealed class OfficialSuiteTests
{
    private static readonly object[][] Drafts =
    [
        ["draft2020-12", SchemaDraft.Draft202012, 1299],
        ["draft7", SchemaDraft.Draft7, 927],
    ];

    [TestCaseSource(nameof(Drafts))]
    public void Every_required_case_of_a_draft_is_read(string folder, SchemaDraft draft, int expected)
    {
        TestSuites.Require("json-schema");

        Assert.That(OfficialSuite.Files(folder).Sum(file => OfficialSuite.Run(file, draft, assertFormat: false).Count), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(RequiredFiles))]
    public void Required_cases_are_judged_as_the_suite_says(string folder, SchemaDraft draft, string name)
    {
        var (count, wrong) = OfficialSuite.Run(TestSuites.Require(Path.Combine("json-schema/tests", folder, name)), draft, assertFormat: false);

        Assert.Multiple(() =>
        {
            Assert.That(count, Is.Positive);
            Assert.That(wrong, Is.Empty, string.Join("\n", wrong));
        });
    }

    private static IEnumerable<TestCaseData> RequiredFiles() =>
        from draft in Drafts
        from file in OfficialSuite.Files((string)draft[0])
        let name = Path.GetFileName(file)
        select new TestCaseData(draft[0], draft[1], name).SetArgDisplayNames((string)draft[0], name);
}
