using System.Text;
using TensorZero.Embedded.Schemas.Patterns;

namespace TensorZero.Embedded.Tests.Schemas.Patterns;

/// <summary>Where .NET's expressions mean something else than those of ECMA-262.</summary>
[TestFixture]
internal sealed class PatternTests
{
    [TestCase("^a$", "a\n", false)]
    [TestCase("^\\d$", "\u0663", false)]
    [TestCase("^\\D$", "\u0663", true)]
    [TestCase("^\\w$", "é", false)]
    [TestCase("^\\W$", "é", true)]
    [TestCase("^\\s$", "\uFEFF", true)]
    [TestCase("^\\S$", "\u0085", true)]
    [TestCase("^.$", "\u2028", false)]
    [TestCase("^.$", "\U0001F432", true)]
    [TestCase("^..$", "\U0001F432", false)]
    [TestCase("^[^a]$", "\U0001F432", true)]
    [TestCase("^[\U0001F430-\U0001F440]$", "\U0001F432", true)]
    [TestCase("^[\U0001F430-\U0001F440]$", "\U0001F441", false)]
    [TestCase("^[^\U0001F430-\U0001F440]$", "\U0001F432", false)]
    [TestCase("^[^\U0001F430-\U0001F440]$", "\U0001F441", true)]
    [TestCase("^\\u{1F432}{2}$", "\U0001F432\U0001F432", true)]
    [TestCase("^\\ud83d\\udc32$", "\U0001F432", true)]
    [TestCase("^\\p{Letter}+$", "aß日\U00020000", true)]
    [TestCase("^\\p{L}+$", "1", false)]
    [TestCase("^\\P{Lu}$", "A", false)]
    [TestCase("^[\\p{Lu}\\d]+$", "A1", true)]
    [TestCase("^[]$", "a", false)]
    [TestCase("^[^]$", "\n", true)]
    [TestCase("^[a-z-[aeiou]]$", "b]", true)]
    [TestCase("^[\\w\\-\\.]+$", "a-b.c", true)]
    [TestCase("^(?<year>[0-9]{4})-\\k<year>$", "2020-2020", true)]
    [TestCase("^(a)(?<n>b)\\2$", "abb", true)]
    [TestCase("\\bcat\\b", "écat", true)]
    [TestCase("^\\x41\\u0042\\cJ$", "AB\n", true)]
    [TestCase("^a{2,}$", "aaa", true)]
    [TestCase("^{a}$", "{a}", true)]
    [TestCase("^\\/\\-$", "/-", true)]
    [TestCase("(?i)^abc$", "ABC", true)]
    [TestCase("^(?=.*[0-9])(?!.*x)[a-z0-9]+$", "ab1", true)]
    [TestCase("^(?<!a)b$", "b", true)]
    [TestCase("^[\\b]$", "\b", true)]
    [TestCase("^[a-\\d]+$", "a-1", true)]
    public void A_pattern_means_what_it_means_in_ecma_262(string pattern, string text, bool expected)
    {
        Assert.That(Pattern.TryCompile(pattern, TimeSpan.FromSeconds(5), out var compiled, out var problem), problem);

        Assert.That(compiled!.Match(Encoding.UTF8.GetBytes(text)), Is.EqualTo(expected ? PatternOutcome.Found : PatternOutcome.NotFound));
    }

    [TestCase("a**")]
    [TestCase("(")]
    [TestCase(")")]
    [TestCase("[")]
    [TestCase("\\")]
    [TestCase("\\a")]
    [TestCase("\\A")]
    [TestCase("\\u{110000}")]
    [TestCase("(?#c)a")]
    [TestCase("(?'n'a)")]
    [TestCase("\\p{IsGreek}")]
    [TestCase("\\k<n>")]
    [TestCase("a{2,1}")]
    public void What_is_no_pattern_is_refused(string pattern)
    {
        Assert.That(Pattern.TryCompile(pattern, TimeSpan.FromSeconds(5), out _, out var problem), Is.False);

        Assert.That(problem, Does.StartWith("is no regular expression"));
    }
}
