using TensorZero.Embedded.Templates.Compilation;
using TensorZero.Embedded.Templates.Statements;
using TensorZero.Embedded.Templates.Syntax;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>
/// The state of one rendering. One instance per thread is kept and used again; a rendering inside another takes a new one.
/// </summary>
internal sealed class RenderContext
{
    private const int KeptCharacters = 32 * 1024;

    [ThreadStatic]
    private static RenderContext? _cached;

    private RenderContext()
    {
        Budget = new Budget(TemplateLimits.Default);
        Output = new OutputBuffer(Budget);
        Scopes = new Scopes(Budget);
        Comparer = new ValueComparer(Budget);
        Inheritance = new Inheritance(this);
    }

    public Budget Budget { get; }

    public OutputBuffer Output { get; }

    public Scopes Scopes { get; }

    public ValueComparer Comparer { get; }

    public Inheritance Inheritance { get; }

    /// <summary>The template whose text is being executed.</summary>
    public CompiledTemplate Template { get; set; } = null!;

    /// <summary>Where in <see cref="Template"/> the last operation began that can fail.</summary>
    public Position Position { get; set; }

    public EscapeMode Escape { get; set; }

    /// <summary>The mode with which the current template, block or macro began; <c>autoescape true</c> returns to it.</summary>
    public EscapeMode InitialEscape { get; set; }

    public static string Render(CompiledTemplate template, in TemplateArguments arguments, TemplateLimits limits)
    {
        var context = _cached ?? new RenderContext();
        _cached = null;
        try
        {
            context.Budget.Reset(limits);
            context.Template = template;
            context.Position = new Position(1, 1);
            context.Escape = context.InitialEscape = template.Escape;
            context.Scopes.Start(arguments);
            context.Inheritance.Start(template);
            context.Run(template.Body);
            return context.Output.ToString();
        }
        catch (ValueException problem)
        {
            throw new TemplateRenderException(context.Template.Name, context.Position.Line, context.Position.Column, problem.Message);
        }
        finally
        {
            context.Scopes.Clear();
            context.Inheritance.Clear();
            context.Output.Reset(KeptCharacters);
            context.Template = null!;
            _cached = context;
        }
    }

    /// <summary>Executes a template, block or macro, and then the templates it turned out to extend.</summary>
    public void Run(StatementBlock body)
    {
        Budget.EnsureStack();
        var (template, initialEscape) = (Template, InitialEscape);
        InitialEscape = Escape;
        var enclosing = Inheritance.Begin();
        body.Execute(this);
        while (Inheritance.TakeParent() is { } parent)
        {
            Template = parent;
            parent.Body.Execute(this);
        }

        Inheritance.End(enclosing);
        (Template, InitialEscape) = (template, initialEscape);
    }

    /// <summary>Text that the template produced itself counts as escaped already when escaping is on.</summary>
    public Value Produced(string text) => Escape == EscapeMode.None ? Value.Of(text) : Value.Safe(text);
}
