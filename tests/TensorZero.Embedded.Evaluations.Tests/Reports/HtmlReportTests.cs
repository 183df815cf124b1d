using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework.Constraints;
using TensorZero.Embedded.Evaluations.Statistics;
using TensorZero.Embedded.Evaluations.Tests.Running;

namespace TensorZero.Embedded.Evaluations.Tests.Reports;

/// <summary>
/// One report of an evaluation whose inputs, answers and reasons are as hostile as can be, opened in a browser. Its variants are <c>good</c>
/// and <c>poor</c>, its slices the tag <c>kind</c> and the length.
/// </summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[Parallelizable(ParallelScope.Self)]
internal sealed class HtmlReportTests
{
    private const string Hostile =
        "</pre><script>document.title='owned'</script><img src=http://127.0.0.1:9/x onerror=\"document.title='owned'\"><svg/onload=document.title='owned'> \u0000\u202E{{7*7}} & \"'`";

    private EvaluationWorld _world = null!;
    private EvaluationResult _result = null!;
    private ReportOptions _options = null!;
    private string _file = null!;
    private Browser _browser = null!;
    private BrowserPage _page = null!;

    [OneTimeSetUp]
    public async Task EvaluateAsync()
    {
        (_browser, _page) = await Browser.OpenAsync();
        _world = EvaluationWorld.Start();
        _world.Answer = static (isGood, text) =>
            text.EndsWith('h') && !isGood ? throw new InvalidOperationException()
            : isGood && !text.EndsWith('e') ? text
            : text.EndsWith('b') || text.EndsWith('d') || text.EndsWith('e') ? $"{text} {Hostile}" : text;
        _world.Judge = static prompt => prompt.Contains("owned", StringComparison.Ordinal) ? """{"score": false}""" : """{"score": true}""";
        var dataset = await _world.CreateAsync(48, make: static number => EvaluationWorld.Datapoint(
            number == 3 ? $"{Hostile} {new string('x', 3000)} item d" : $"item {(number % 3 == 0 ? "of some length " : "")}{EvaluationWorld.Letters(number)}",
            number == 3 ? Hostile : $"item {(number % 3 == 0 ? "of some length " : "")}{EvaluationWorld.Letters(number)}",
            ("kind", number % 4 == 1 ? "<b>odd</b>" : $"k{number % 4}")));
        _result = await _world.Runner.RunAsync(new EvaluationRequest
        {
            FunctionName = "sort",
            Dataset = dataset,
            Variants = ["good", "poor"],
            Slices = [Slice.ByTag("kind"), Slice.ByLength(20)],
            Evaluators =
            [
                Evaluator.Of("length", ScoreType.Float, static (answer, _) => ValueTask.FromResult(Score.Of(answer.Text.Length, $"{Hostile}")), lowerIsBetter: true),
                Evaluator.Boolean("broken", static answer => answer.Text.EndsWith('c') ? throw new InvalidOperationException(Hostile) : true),
            ],
        });
        _options = new ReportOptions
        {
            BaselineName = "good",
            MaxDatapoints = 12,
            Gates =
            [
                _result.Check("poor", Gate.AtLeast("exact", 0.5)),
                _result.Check("poor", Gate.NotWorseThan("judge", "good", 0.05)),
                _result.Check("poor", Gate.AtMost("broken", 0.5)),
            ],
            Gaps =
            [
                new GeneralizationGap
                {
                    EvaluationId = _result.Id,
                    VariantName = "poor",
                    EvaluatorName = "exact",
                    Validation = _result.Summarize("poor", "exact"),
                    Test = _result.Summarize("good", "exact"),
                    Difference = new Estimate(0.25, -0.125, 0.5, 0.95),
                    Method = "Newcombe",
                },
            ],
            CorrectedScores =
            [
                new CorrectedScore
                {
                    EvaluationId = _result.Id,
                    VariantName = "good",
                    EvaluatorName = "judge",
                    Judged = 37,
                    Raw = new Estimate(0.75, 0.5, 0.875, 0.95),
                    Corrected = new Estimate(0.625, 0.25, 0.8125, 0.9),
                    Method = "Rogan-Gladen",
                    Warnings = ["It belongs to another judge. <b>llama</b>"],
                },
            ],
        };
        _file = Path.Combine(Directory.CreateTempSubdirectory("tensorzero-report-").FullName, "report.html");
        await HtmlReport.WriteAsync(_result, _world.Engine.History, _file, _options);
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_browser is not null)
        {
            await _page.DisposeAsync();
            await _browser.DisposeAsync();
        }

        if (_world is not null)
        {
            await _world.DisposeAsync();
            Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
        }
    }

    [TestCase(380, false)]
    [TestCase(380, true)]
    [TestCase(1200, false)]
    [TestCase(1200, true)]
    public async Task It_opens_without_a_complaint_a_request_or_a_sideways_scroll(int width, bool isDark)
    {
        await _page.GoAsync(_file, width, isDark);

        if (Environment.GetEnvironmentVariable("TENSORZERO_TEST_PHOTOS") is { Length: > 0 } folder)
        {
            File.Copy(_file, Path.Combine(folder, "report.html"), overwrite: true);
            await File.WriteAllBytesAsync(Path.Combine(folder, $"report-{width}-{(isDark ? "dark" : "light")}.png"), await _page.PhotographAsync());
        }

        Assert.That(_page.Complaints, Is.Empty);
        Assert.That(_page.Requests, Is.Empty);
        Assert.That(Number(await _page.AskAsync("document.documentElement.scrollWidth")), Is.LessThanOrEqualTo(width));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Windows has no such modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_its_owner_reads_it_also_where_everyone_could_read_the_one_before()
    {
        var path = Path.Combine(Path.GetDirectoryName(_file)!, "again.html");
        await File.WriteAllTextAsync(path, "");
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        await HtmlReport.WriteAsync(_result, _world.Engine.History, path, _options);

        Assert.That((File.GetUnixFileMode(_file), File.GetUnixFileMode(path)), Is.EqualTo((OwnerOnly, OwnerOnly)));
    }

    [Test]
    public async Task The_locked_part_and_people_stand_beside_the_scores()
    {
        await _page.GoAsync(_file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await TextAsync("section[aria-labelledby=gaps] tbody"), Does.Contain("+0.25").And.Contain("-0.125 to 0.5"));
            Assert.That(await TextAsync("section[aria-labelledby=gaps] desc"), Is.EqualTo("0.25, between -0.125 and 0.5"));
            Assert.That(await TextAsync("section[aria-labelledby=people] tbody"), Does.Contain("0.75").And.Contain("0.25 to 0.8125 (90 %)").And.Contain("37"));
            Assert.That(await TextAsync("section[aria-labelledby=people] .note"), Is.EqualTo("It belongs to another judge. <b>llama</b>"));
            Assert.That(Number(await _page.AskAsync("document.querySelectorAll('section[aria-labelledby=people] .bare').length")), Is.EqualTo(1));
        }

        var markdown = MarkdownReport.Create(_result, _options);
        Assert.That(markdown, Does.Contain("| +0.25 | -0.125 to 0.5 |").And.Contain("| 0.75 | 0.625 | 0.25 to 0.8125 (90 %) |").And.Contain("It belongs to another judge. \\<b\\>"));

        async Task<string> TextAsync(string place) => (await _page.AskAsync($"document.querySelector('{place}').textContent"))!.GetValue<string>();
    }

    [Test]
    public async Task What_is_about_another_evaluation_is_refused()
    {
        var gap = _options with { Gaps = [_options.Gaps[0] with { EvaluationId = Guid.Empty }] };
        var score = _options with { CorrectedScores = [_options.CorrectedScores[0] with { EvaluationId = Guid.Empty }] };

        await Assert.ThatAsync(() => HtmlReport.WriteAsync(_result, _world.Engine.History, TextWriter.Null, gap), Refused("gap"));
        await Assert.ThatAsync(() => HtmlReport.WriteAsync(_result, _world.Engine.History, TextWriter.Null, score), Refused("corrected score"));
        Assert.That(() => MarkdownReport.Create(_result, gap), Refused("gap"));

        static IConstraint Refused(string what) => Throws.ArgumentException.With.Message.Contains($"A {what} is about the evaluation {Guid.Empty}");
    }

    [Test]
    public async Task What_was_in_the_file_is_replaced_to_its_end()
    {
        var path = Path.Combine(Path.GetDirectoryName(_file)!, "longer.html");
        await File.WriteAllTextAsync(path, new string('x', 4_000_000));

        await HtmlReport.WriteAsync(_result, _world.Engine.History, path, _options with { MaxDatapoints = 0 });

        Assert.That(await File.ReadAllTextAsync(path), Does.EndWith("</html>\n"));
    }

    [Test]
    public async Task Hostile_texts_are_shown_and_do_nothing()
    {
        await _page.GoAsync(_file);

        Assert.That((await _page.AskAsync("document.title"))!.GetValue<string>(), Is.EqualTo($"Evaluation {_result.Name}"));
        Assert.That(Number(await _page.AskAsync("document.querySelectorAll('img, iframe, article script, [onerror], [onload]').length")), Is.Zero);
        Assert.That(Number(await _page.AskAsync("document.scripts.length")), Is.EqualTo(1));
        Assert.That(
            (await _page.AskAsync("[...document.querySelectorAll('td')].find(cell => cell.textContent.includes('<script>')).textContent"))!.GetValue<string>(),
            Is.EqualTo(Hostile.Replace('\u0000', '\uFFFD').Replace('\u202E', '\uFFFD')));
        Assert.That((await _page.AskAsync("document.querySelector('main').textContent"))!.GetValue<string>(), Does.Contain("<b>odd</b>"));
    }

    [Test]
    public async Task The_policy_stops_what_is_not_the_reports_own()
    {
        await _page.GoAsync(_file);

        await _page.AskAsync("document.body.append(Object.assign(document.createElement('script'), { textContent: \"document.title = 'owned'\" }))");
        await _page.AskAsync("document.body.append(Object.assign(document.createElement('img'), { src: 'http://127.0.0.1:9/x' }))");

        Assert.That((await _page.AskAsync("document.title"))!.GetValue<string>(), Does.Not.Contain("owned"));
        Assert.That(_page.Complaints, Is.Not.Empty);
    }

    [Test]
    public async Task The_numbers_are_those_of_the_result()
    {
        await _page.GoAsync(_file);

        foreach (var run in _result.Runs)
        {
            foreach (var evaluator in _result.Evaluators)
            {
                var scores = _result.Summarize(run.VariantName, evaluator.Name);
                var heading = evaluator.LowerIsBetter ? $"{evaluator.Name} (less is better)" : evaluator.Name;
                Assert.That(
                    await RowAsync("scores", heading, run.VariantName),
                    Is.EqualTo(new[]
                    {
                        Show(scores.Mean!.Value), $"{Show(scores.Mean.Lower)} to {Show(scores.Mean.Upper)}",
                        $"{evaluator.Name} of {run.VariantName}{Show(scores.Mean.Value)}, between {Show(scores.Mean.Lower)} and {Show(scores.Mean.Upper)}",
                        $"{scores.Count}", $"{scores.Skipped}", $"{scores.Errors}", $"{scores.Unanswered}", scores.Method,
                    }));
            }
        }

        var worst = _result.SummarizeSlices("poor", "exact", "kind")[0];
        Assert.That((await RowAsync("slices", "kind: exact of poor", worst.Value))[0], Is.EqualTo(Show(worst.Shrunken!.Value)));
        var difference = _result.CompareAll("good").Single(static comparison => comparison.EvaluatorName == "exact");
        Assert.That((await RowAsync("differences", "exact", "poor"))[^4..^2], Is.EqualTo(new[] { Show(difference.AdjustedPValue!.Value), $"{difference.Pairs}" }));
        Assert.That(
            await RowAsync("cost", null, "poor"),
            Is.EqualTo(new[] { "43", "5", "473", "301", "0.473", "0.473", (await RowAsync("cost", null, "poor"))[^1] }));
        Assert.That((await _page.AskAsync("[...document.querySelectorAll('.verdict')].map(verdict => verdict.textContent).join()"))!.GetValue<string>(),
            Is.EqualTo(string.Join(',', _options.Gates.Select(static gate => gate.Verdict))));
    }

    [Test]
    public async Task The_dot_stands_where_the_mean_is()
    {
        await _page.GoAsync(_file);

        var mean = _result.Summarize("poor", "exact").Mean!.Value;
        var place = Number(await _page.AskAsync("parseFloat(document.querySelector('#scores ~ .wide tr:nth-child(2) .dot').getAttribute('d').slice(1))"));
        Assert.That(place, Is.EqualTo(mean * 100).Within(0.01));
    }

    [Test]
    public async Task The_worst_datapoints_show_what_was_asked_and_answered()
    {
        await _page.GoAsync(_file);

        Assert.That(Number(await _page.AskAsync("document.querySelectorAll('article').length")), Is.EqualTo(12));
        var first = (await _page.AskAsync("document.querySelector('article').innerText"))!.GetValue<string>();
        Assert.That(first, Does.Contain("Reference output").And.Contain("answered 400"));
        var all = (await _page.AskAsync("document.querySelector('#worst').parentElement.textContent"))!.GetValue<string>();
        Assert.That(all, Does.Contain("more characters)").And.Contain("the worst").IgnoreCase);
        Assert.That(all, Does.Contain("user: item b").Or.Contains("user: item of some length"));
    }

    [Test]
    public async Task Without_scripts_everything_can_be_read_and_with_them_the_table_sorts()
    {
        await _page.GoAsync(_file);
        await _page.AskAsync("[...document.querySelectorAll('.sortable th button')].find(button => button.textContent === 'length').click()");
        var lengths = (await _page.AskAsync("[...document.querySelectorAll('.sortable tbody tr')].map(row => row.cells[5].textContent).filter(text => text !== 'no answer').join()"))!.GetValue<string>();
        Assert.That(lengths.Split(',').Select(int.Parse), Is.Ordered.And.Not.Empty);

        await _page.WithoutScriptsAsync(true);
        await _page.GoAsync(_file);
        await _page.WithoutScriptsAsync(false);

        Assert.That(Number(await _page.AskAsync("document.querySelectorAll('.sortable th button').length")), Is.Zero);
        Assert.That(Number(await _page.AskAsync("document.querySelectorAll('.sortable tbody tr').length")), Is.EqualTo(24));
    }

    [Test]
    public async Task Everything_has_a_name_for_who_does_not_see_it()
    {
        await _page.GoAsync(_file);

        Assert.That(Number(await _page.AskAsync("[...document.querySelectorAll('svg')].filter(svg => !svg.querySelector('title') || !svg.querySelector('desc')).length")), Is.Zero);
        Assert.That(Number(await _page.AskAsync("[...document.querySelectorAll('table')].filter(table => !table.tHead || table.tHead.querySelectorAll('th[scope=col]').length === 0).length")), Is.Zero);
        Assert.That(Number(await _page.AskAsync("document.querySelectorAll('h1').length")), Is.EqualTo(1));
        Assert.That(Number(await _page.AskAsync("[...document.querySelectorAll('section[aria-labelledby]')].filter(part => !document.getElementById(part.getAttribute('aria-labelledby'))).length")), Is.Zero);
    }

    [Test]
    public async Task Nothing_of_prompts_is_in_a_report_without_datapoints()
    {
        using var text = new StringWriter();
        await HtmlReport.WriteAsync(_result, _world.Engine.History, text, _options with { MaxDatapoints = 0 });

        Assert.That(text.ToString(), Does.Not.Contain("owned").And.Not.Contains("item "));
        Assert.That(MarkdownReport.Create(_result, _options), Does.Not.Contain("owned").And.Not.Contains("item "));
    }

    [Test]
    public void The_short_text_has_the_verdicts_and_the_means()
    {
        var text = MarkdownReport.Create(_result, _options).ReplaceLineEndings("\n");

        Assert.That(text, Does.StartWith($"## Evaluation {_result.Name.Replace("_", "\\_", StringComparison.Ordinal)}\n\nsort on words, 48 datapoints. Evaluation `{_result.Id}`.\n\npoor gave no answer 5 of 48 times.\n"));
        Assert.That(text, Does.Contain("| **Inconclusive** | poor | exact at least 0.5 | 10.4 % of poor's scores are missing"));
        Assert.That(text, Does.Contain("\n| poor | exact | 0.6512 | 0.5017 to 0.7758 | 43 | 0 | 0 | 5 |\n"));
        Assert.That(text, Does.Contain("\n| poor | exact | -0.2093 | -0.3521 to -0.1101 | 0.0156 | 43 |\n"));
    }

    /// <summary>The cells of a row, in the table under a heading of a section; without a heading, in the section's first table.</summary>
    private async Task<string[]> RowAsync(string section, string? heading, string row)
    {
        var cells = await _page.AskAsync(
            $$"""
            (() => {
              const section = document.getElementById({{Json(section)}}).parentElement;
              const place = [...section.querySelectorAll('h3')].findIndex(heading => heading.textContent === {{Json(heading)}});
              const table = section.querySelectorAll('table')[Math.max(place, 0)];
              return [...[...table.tBodies[0].rows].find(row => row.cells[0].textContent === {{Json(row)}}).cells].slice(1).map(cell => cell.textContent);
            })()
            """);
        return [.. cells!.AsArray().Select(static cell => cell!.GetValue<string>())];
    }

    private static string Json(string? text) => JsonSerializer.Serialize(text);

    private static string Show(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static double Number(JsonNode? node) => Convert.ToDouble(node!.ToString(), CultureInfo.InvariantCulture);
}
