using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tests.Schemas;

/// <summary>Every file of the official suite is one test, which names each case that is judged wrong.</summary>
[TestFixture]
internal sealed class OfficialSuiteTests
{
    private static readonly (string Folder, SchemaDraft Draft)[] Drafts =
    [
        ("draft2020-12", SchemaDraft.Draft202012),
        ("draft7", SchemaDraft.Draft7),
    ];

    // What is not held to, and how many cases of it fail: IDNA's rules for encoded and international labels; and draft 7's
    // content keywords, which are annotations here as in 2020-12.
    private static readonly Dictionary<string, int> KnownGaps = new()
    {
        ["hostname.json"] = 23,
        ["idn-hostname.json"] = 26,
        ["content.json"] = 4,
    };

    [TestCase("draft2020-12", 1299)]
    [TestCase("draft7", 927)]
    public void Every_required_case_of_a_draft_is_read(string folder, int expected)
    {
        TestSuites.Require("json-schema");

        Assert.That(OfficialSuite.Files(folder).Sum(OfficialSuite.Count), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(RequiredFiles))]
    public void Required_cases_are_judged_as_the_suite_says(string file, SchemaDraft draft) =>
        Assert.That(OfficialSuite.Misjudged(file, draft, assertFormat: false), Is.Empty);

    [TestCaseSource(nameof(OptionalFiles))]
    public void Optional_cases_are_judged_as_the_suite_says_but_for_known_gaps(string file, SchemaDraft draft) =>
        Assert.That(OfficialSuite.Misjudged(file, draft, assertFormat: false), Has.Count.EqualTo(KnownGap(file)));

    [TestCaseSource(nameof(FormatFiles))]
    public void Formats_are_asserted_as_the_suite_says_but_for_known_gaps(string file, SchemaDraft draft) =>
        Assert.That(OfficialSuite.Misjudged(file, draft, assertFormat: true), Has.Count.EqualTo(KnownGap(file)));

    private static int KnownGap(string file) => KnownGaps.GetValueOrDefault(Path.GetFileName(file));

    private static IEnumerable<TestCaseData> RequiredFiles() => Files("");

    private static IEnumerable<TestCaseData> OptionalFiles() => Files("/optional");

    private static IEnumerable<TestCaseData> FormatFiles() => Files("/optional/format");

    private static IEnumerable<TestCaseData> Files(string below) =>
        from draft in Drafts
        from file in OfficialSuite.Files(draft.Folder + below)
        select new TestCaseData(file, draft.Draft).SetArgDisplayNames(draft.Folder + below, Path.GetFileName(file));
}
