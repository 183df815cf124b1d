using System.Text.Json;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>No template hangs, exhausts memory or overflows the stack; each limit is an error with a place.</summary>
internal sealed class TemplateLimitTests
{
    private static readonly TemplateLimits Small = new() { Steps = 10_000, Characters = 10_000 };

    [TestCase("{% for i in range(1000) %}{% for j in range(1000) %}{% endfor %}{% endfor %}", "steps")]
    [TestCase("{% for i in range(200) %}{% if i in range(200) | list %}{% endif %}{% endfor %}", "steps")]
    [TestCase("{{ ([1] * 100000) | list | length }}", "steps")]
    [TestCase("{% for i in range(40) %}{{ ([1] * 99999) | sort }}{% endfor %}", "steps")]
    [TestCase("{% set n = namespace(x=[1]) %}{% for i in range(40) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}", "steps")]
    [TestCase("{% set ns = namespace(x='a') %}{% for i in range(40) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}", "characters")]
    [TestCase("{% for i in range(2000) %}0123456789{% endfor %}", "characters")]
    [TestCase("{{ 'a' * 1000000 }}", "characters")]
    [TestCase("{{ 'aaaaaaaaaa' | replace('a', 'b' * 2000) }}", "characters")]
    [TestCase("{{ 'a\\nb\\nc' | indent(9999) }}", "characters")]
    [TestCase("{{ '%99999d' | format(1) }}", "characters")]
    [TestCase("{{ ['a'] | tojson(indent=99999) }}", "characters")]
    [TestCase("{{ [1,2,3] | join('x' * 5000) }}", "characters")]
    [TestCase("{% set x %}{% for i in range(2000) %}0123456789{% endfor %}{% endset %}", "characters")]
    public void Work_without_end_is_stopped(string template, string limit)
    {
        var failure = Assert.Throws<TemplateRenderException>(() => TemplateRunner.Render(template, limits: Small))!;
        Assert.That(failure.Cause, Does.Match($"more than 10000 {limit}"));
    }

    [TestCase("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}")]
    [TestCase("{% macro f() %}{{ g() }}{% endmacro %}{% macro g() %}{{ f() }}{% endmacro %}{{ f() }}")]
    [TestCase("{% macro f() %}{% call f() %}{% endcall %}{{ caller }}{% endmacro %}{{ f() }}")]
    [TestCase("{% for x in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}")]
    [TestCase("{% for x in [[1]] recursive %}{% set y = loop([[1]]) %}{% endfor %}")]
    [TestCase("{% include 't' %}")]
    [TestCase("{% block a %}{{ self.a() }}{% endblock %}")]
    public void Recursion_without_end_is_stopped(string template)
    {
        var failure = Assert.Throws<TemplateRenderException>(() => TemplateRunner.Render(template))!;
        Assert.That(failure.Cause, Is.EqualTo("recursion limit exceeded").Or.EqualTo("values or calls are nested too deeply"));
    }

    [TestCase("{% set ns = namespace(x=[]) %}{% for i in range(100000) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x }}")]
    [TestCase("{% set n = namespace(x=[], y=[]) %}{% for i in range(50000) %}{% set n.x = [n.x] %}{% set n.y = [n.y] %}{% endfor %}{{ n.x==n.y }}")]
    [TestCase("{% set ns = namespace(x=[]) %}{% for i in range(100000) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x | tojson }}")]
    [TestCase("{% set ns = namespace() %}{% set ns.x = ns %}{{ ns }}")]
    public void Values_nested_without_end_are_refused(string template)
    {
        var failure = Assert.Throws<TemplateRenderException>(() => TemplateRunner.Render(template))!;
        Assert.That(failure.Cause, Is.EqualTo("values or calls are nested too deeply"));
    }

    [TestCase("(")]
    [TestCase("[")]
    [TestCase("{1:")]
    [TestCase("-")]
    [TestCase("not ")]
    [TestCase("a[")]
    [TestCase("f(")]
    [TestCase("1 if 1 else ")]
    public void Nesting_without_end_is_a_syntax_error(string opening)
    {
        var template = $"{{{{ {string.Concat(Enumerable.Repeat(opening, 100_000))} }}}}";
        Assert.That(() => TemplateSetTests.Compile(("t", template)), Throws.InstanceOf<TemplateSyntaxException>());
    }

    [TestCase("{{ a%s }}", ".a")]
    [TestCase("{{ a%s }}", "|e")]
    [TestCase("{{ a%s }}", "[0]")]
    [TestCase("{{ a%s }}", "()")]
    [TestCase("{{ a%s }}", " ~ a")]
    [TestCase("{{ a%s }}", " and a")]
    [TestCase("{{ a%s }}", " if a")]
    [TestCase("{{ a%s }}", " is odd")]
    [TestCase("{% filter e%s %}{% endfilter %}", "|e")]
    [TestCase("{% set a%s = 1 %}", ".a")]
    public void Chains_without_end_are_a_syntax_error(string template, string link)
    {
        template = template.Replace("%s", string.Concat(Enumerable.Repeat(link, 100_000)), StringComparison.Ordinal);
        Assert.That(() => TemplateSetTests.Compile(("t", template)), Throws.InstanceOf<TemplateSyntaxException>());
    }

    [TestCase("{% if a %}")]
    [TestCase("{% for a in b %}")]
    [TestCase("{% with %}")]
    [TestCase("{% macro m() %}")]
    public void Tags_nested_without_end_are_a_syntax_error(string tag)
    {
        var template = string.Concat(Enumerable.Repeat(tag, 100_000));
        Assert.That(() => TemplateSetTests.Compile(("t", template)), Throws.InstanceOf<TemplateSyntaxException>());
    }

    [Test]
    public void Many_branches_and_terms_are_no_nesting()
    {
        var branches = string.Concat(Enumerable.Range(0, 2000).Select(static i => $"{{% elif x == {i} %}}{i}"));
        Assert.That(TemplateRunner.Render($"{{% if false %}}{branches}{{% endif %}}", """{"x": 1999}"""), Is.EqualTo("1999"));
        var terms = string.Concat(Enumerable.Repeat(" + x", 250));
        Assert.That(TemplateRunner.Render($"{{{{ 0{terms} }}}}", """{"x": 2}"""), Is.EqualTo("500"));
    }

    [Test]
    public void A_small_stack_is_enough_for_the_deepest_template()
    {
        var opening = string.Concat(Enumerable.Repeat("{% if true %}", 140));
        var closing = string.Concat(Enumerable.Repeat("{% endif %}", 140));
        var template = $"{{% macro f(n) %}}{opening}{{{{ f(n + 1) }}}}{closing}{{% endmacro %}}{{{{ f(0) }}}}";
        Exception? failure = null;
        var thread = new Thread(() => failure = Assert.Catch(() => TemplateRunner.Render(template)), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(failure, Is.InstanceOf<TemplateRenderException>());
    }

    [Test]
    public void Messages_never_hold_the_values_of_arguments()
    {
        const string Secret = "s3cr3t";
        string[] templates =
        [
            "{{ x + 1 }}", "{{ -x }}", "{{ x | int }}", "{{ x | float }}", "{{ x | abs }}", "{{ x() }}", "{{ x.y() }}", "{{ x | round }}",
            "{{ [x] | sum }}", "{% for a, b in x %}{% endfor %}", "{{ x.y.z }}", "{{ 1 | round(x) }}", "{{ [1] | batch(x) }}",
            "{{ '%d' | format(x) }}", "{{ x * x }}", "{{ [1] | map(x) }}", "{{ [1] | select(x) }}", "{{ range(x) }}", "{{ dict(x) }}",
            "{% autoescape x %}{% endautoescape %}", "{% set x.y = 1 %}", "{{ x | dictsort }}", "{{ x | items }}",
            "{{ x | tojson(indent=x) }}",
        ];
        foreach (var template in templates)
        {
            var failure = Assert.Catch<TemplateRenderException>(() => TemplateRunner.Render(template, $$"""{"x": "{{Secret}}" }"""))!;
            Assert.That(failure.ToString(), Does.Not.Contain(Secret), template);
        }
    }

    [Test]
    public void A_template_renders_on_many_threads_at_once()
    {
        var template = TemplateSetTests.Compile(
            ("t", "{% macro m(a) %}<{{ a }}>{% endmacro %}{% for i in x.items %}{{ m(i) }}{% endfor %}{{ {'k': x.n}.k }}"))["t"];
        var outputs = new string[64];
        Parallel.For(0, outputs.Length, i =>
        {
            using var document = JsonDocument.Parse($$"""{"x": {"items": [{{i}}, {{i + 1}}], "n": "{{i}}" } }""");
            for (var round = 0; round < 50; round++)
            {
                outputs[i] = template.Render(document.RootElement);
            }
        });
        Assert.That(outputs, Is.EqualTo(Enumerable.Range(0, outputs.Length).Select(static i => $"<{i}><{i + 1}>{i}")));
    }

    [Test]
    public void A_failed_rendering_leaves_nothing_behind_for_the_next_on_its_thread()
    {
        Assert.Throws<TemplateRenderException>(() => TemplateRunner.Render("{% set a = 1 %}{% set b %}text{{ nope }}{% endset %}"));
        Assert.That(TemplateRunner.Render("[{{ a is undefined }}]"), Is.EqualTo("[true]"));
    }

    [TestCase("{{ x }}{{ x | list }}{{ x | length }}{{ x | first }}{{ x | last }}{{ x | reverse }}")]
    [TestCase("{{ x | upper }}{{ x | lower }}{{ x | title }}{{ x | capitalize }}{{ x | trim(x) }}{{ x[0] }}{{ x[::-1] }}")]
    [TestCase("{{ [x] }}{{ x | tojson }}{{ x | e }}{{ x | replace('', '-') }}{{ x | split('') | list }}{{ x < 'a' }}")]
    public void Half_a_character_in_a_named_text_does_no_harm(string template)
    {
        foreach (var text in new[] { "\ud83d", "\ude00", "a\ud83d", "\ude00a", "\ud83d\ud83d\ude00\ude00" })
        {
            var compiled = TemplateSetTests.Compile(("t", template))["t"];
            Assert.That(() => compiled.Render(TemplateArguments.FromText("x", text)), Throws.Nothing);
        }
    }

    [Test]
    public void Half_a_character_in_a_template_is_a_syntax_error()
    {
        var failure = Assert.Throws<TemplateSyntaxException>(() => TemplateSetTests.Compile(("t", "a\nb\ud83d")))!;
        Assert.That(failure.Message, Is.EqualTo("t:2:2: the template is not valid Unicode"));
    }

    [TestCase("""{"x": "\ud800"}""")]
    [TestCase("""{"x": "a\udc00b"}""")]
    public void Text_that_is_not_Unicode_is_refused(string arguments)
    {
        Assert.That(() => TemplateRunner.Render("{{ x }}", arguments), Throws.InstanceOf<TemplateRenderException>());
    }
}
