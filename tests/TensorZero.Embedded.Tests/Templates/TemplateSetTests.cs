using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>Templates that work together, and what a set says at load.</summary>
internal sealed class TemplateSetTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        TemplateSetCase.ReadAll().Select(static item => new TestCaseData(item).SetArgDisplayNames(item.Name));

    [TestCaseSource(nameof(Cases))]
    public void Templates_of_a_set_render_together(TemplateSetCase item)
    {
        string Render() => TemplateSet.Compile(item.Templates)["t"].Render(item.Arguments);
        if (item.Output is null)
        {
            Assert.That(Render, Throws.InstanceOf<TemplateRenderException>());
        }
        else
        {
            Assert.That(Render(), Is.EqualTo(item.Output));
        }
    }

    [Test]
    public void An_error_inside_an_included_template_names_that_template()
    {
        var failure = Assert.Throws<TemplateRenderException>(() => Render(("t", "a\n{% include 'x' %}"), ("x", "b\n c {{ nope }}")))!;
        Assert.That(failure.Message, Is.EqualTo("x:2:7: undefined value: the variable 'nope' is not defined"));
    }

    [Test]
    public void An_error_after_an_include_names_the_including_template()
    {
        var failure = Assert.Throws<TemplateRenderException>(() => Render(("t", "{% include 'x' %}\n{{ nope }}"), ("x", "b")))!;
        Assert.That(failure.Message, Does.StartWith("t:2:4: "));
    }

    [Test]
    public void An_error_inside_an_imported_macro_names_its_template()
    {
        var failure = Assert.Throws<TemplateRenderException>(
            () => Render(("t", "{% import 'x' as m %}{{ m.f() }}"), ("x", "{% macro f() %}\n{{ 1 + 'a' }}{% endmacro %}")))!;
        Assert.That(failure.Message, Is.EqualTo("x:2:6: tried to use + operator on unsupported types number and string"));
    }

    [Test]
    public void All_syntax_errors_of_a_set_are_reported_together()
    {
        var failure = Assert.Throws<TemplateSyntaxException>(
            () => Compile(("a", "{{ 1 + }}"), ("b", "fine"), ("c", "x\n{% nope %}")))!;
        Assert.That(failure.Errors, Is.EqualTo(new[]
        {
            new TemplateSyntaxError("a", 1, 8, "unexpected end of variable block, expected expression"),
            new TemplateSyntaxError("c", 2, 4, "unknown statement nope"),
        }));
    }

    [Test]
    public void Every_template_name_known_only_while_rendering_is_an_error_at_load()
    {
        var failure = Assert.Throws<TemplateSyntaxException>(
            () => Compile(("t", "{% include name %}\n{% if a %}{% extends 'x' ~ a %}{% endif %}{% import ['b', f()] as m %}")))!;
        Assert.That(failure.Errors.Select(static error => error.ToString()), Is.EqualTo(new[]
        {
            "t:1:12: the template name of this include is known only while rendering; write it as a string",
            "t:2:26: the template name of this extends is known only while rendering; write it as a string",
            "t:2:60: the template name of this import is known only while rendering; write it as a string",
        }));
    }

    [Test]
    public void Missing_templates_are_listed_at_load_and_fail_only_when_reached()
    {
        var set = Compile(("t", "{% if a %}{% include 'nope' %}{% endif %}ok"));
        Assert.That(set.Missing, Is.EqualTo(new[] { new MissingTemplate("nope", "t", 1, 22) }));
        Assert.That(set["t"].Render(TemplateArguments.FromText("a", "")), Is.EqualTo("ok"));
        Assert.That(
            () => set["t"].Render(TemplateArguments.FromText("a", "x")),
            Throws.InstanceOf<TemplateRenderException>().With.Message.EqualTo("t:1:22: the template \"nope\" does not exist"));
    }

    [Test]
    public void Referred_templates_are_loaded_with_what_they_refer_to()
    {
        var files = new Dictionary<string, string> { ["a"] = "a{% include 'b' %}", ["b"] = "b" };
        var set = TemplateSet.Compile(new Dictionary<string, string> { ["t"] = "{% include 'a' %}" }, files.GetValueOrDefault);
        Assert.That(set["t"].Render(TemplateArguments.FromText("x", "")), Is.EqualTo("ab"));
        Assert.That(set.LoadedSources, Is.EquivalentTo(files));
    }

    [TestCase("{{ a }}{{ b.c }}{% set d = e %}{{ d }}", "a,b,e")]
    [TestCase("{% for x in xs %}{{ x }}{{ loop.index }}{{ y }}{% endfor %}{{ x }}", "x,xs,y")]
    [TestCase("{% if a %}{% set b = 1 %}{% endif %}{{ b }}", "a,b")]
    [TestCase("{% macro f(p, q=r) %}{{ p }}{{ s }}{{ caller() }}{% endmacro %}{{ f(1) }}", "r,s")]
    [TestCase("{% with a = b %}{{ a }}{% endwith %}{{ range(3) }}", "b,range")]
    [TestCase("{{ a | default(b) }}{{ c is defined }}{{ d[e] }}{{ [f, {'k': g}] }}{{ h if i else j }}", "a,b,c,d,e,f,g,h,i,j")]
    [TestCase("{% import 'x' as m %}{% from 'x' import n %}{{ m }}{{ n }}{{ self.a() }}", "")]
    [TestCase("{% block a %}{{ super() }}{{ v }}{% endblock %}", "v")]
    [TestCase("plain text", "")]
    public void Variables_are_those_a_template_reads_but_does_not_set(string template, string expected)
    {
        Assert.That(string.Join(',', Compile(("t", template))["t"].Variables.Order(StringComparer.Ordinal)), Is.EqualTo(expected));
    }

    [Test]
    public void One_named_text_can_be_the_only_variable()
    {
        var template = Compile(("t", "<{{ user_text }}>{{ other is undefined }}"))["t"];
        Assert.That(template.Render(TemplateArguments.FromText("user_text", "hi \"there\"")), Is.EqualTo("<hi \"there\">true"));
    }

    [Test]
    public void Sets_do_not_share_templates()
    {
        Assert.That(Compile(("t", "x")).TryGet("u", out _), Is.False);
    }

    internal static TemplateSet Compile(params (string Name, string Source)[] templates) =>
        TemplateSet.Compile(templates.ToDictionary(static item => item.Name, static item => item.Source));

    private static string Render(params (string Name, string Source)[] templates) =>
        Compile(templates)["t"].Render(TemplateArguments.FromText("unused", ""));
}
