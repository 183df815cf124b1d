using TensorZero.Embedded.Templates.Conditions;
using TensorZero.Embedded.Templates.Values;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>Filters that apply a test or another filter to every item.</summary>
internal static class SelectionFilters
{
    public static Value Select(in Arguments arguments) => Choose(arguments, attribute: null, firstTest: 1, keeps: true);

    public static Value Reject(in Arguments arguments) => Choose(arguments, attribute: null, firstTest: 1, keeps: false);

    public static Value SelectAttr(in Arguments arguments) => Choose(arguments, arguments.Text(1), firstTest: 2, keeps: true);

    public static Value RejectAttr(in Arguments arguments) => Choose(arguments, arguments.Text(1), firstTest: 2, keeps: false);

    /// <summary>Applies the named filter to every item, or takes one attribute of each.</summary>
    public static Value Map(in Arguments arguments)
    {
        var positional = arguments.WithoutKeywords(out var keywords);
        if (keywords.Get("attribute") is { } attribute)
        {
            positional.AtMost(1);
            return MapAttribute(positional, attribute, keywords);
        }

        if (positional.Count < 2)
        {
            throw new ValueException("filter name is required");
        }

        var name = positional.Required(1).TryGetText(out var text) ? text : throw new ValueException("filter name must be a string");
        var filter = FilterTable.Find(name) ?? throw new ValueException("the filter named in map is unknown");
        var rest = positional.Rest(2);
        var items = SequenceFilters.ToItems(positional.Input, positional);
        var context = arguments.Context;
        return ListObject.List(Array.ConvertAll(items, item => filter(new Arguments(context, [item, .. rest]))));
    }

    private static Value MapAttribute(in Arguments arguments, in Value attribute, Keywords keywords)
    {
        var budget = arguments.Budget;
        var otherwise = keywords.Get("default") ?? Value.Undefined;
        var items = SequenceFilters.ToItems(arguments.Input, arguments);
        var mapped = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            try
            {
                var found = attribute.TryGetText(out var path)
                    ? Access.Path(items[i], path, budget)
                    : Access.Item(items[i], attribute, budget);
                mapped[i] = found.IsUndefined ? otherwise : found;
            }
            catch (ValueException) when (!otherwise.IsUndefined)
            {
                mapped[i] = otherwise;
            }
        }

        keywords.AssertAllUsed();
        return ListObject.List(mapped);
    }

    private static Value Choose(in Arguments arguments, string? attribute, int firstTest, bool keeps)
    {
        var test = arguments.OptionalText(firstTest) is { } name
            ? ConditionTable.Find(name) ?? throw new ValueException("the test named for the selection is unknown")
            : null;
        var rest = arguments.Rest(firstTest + 1);
        var chosen = new List<Value>();
        foreach (var item in SequenceFilters.ToItems(arguments.Input, arguments))
        {
            var subject = attribute is null ? item : Access.Path(item, attribute, arguments.Budget);
            var result = test is null ? subject : test(new Arguments(arguments.Context, [subject, .. rest]));
            if (result.IsTrue == keeps)
            {
                chosen.Add(item);
            }
        }

        return ListObject.List([.. chosen]);
    }
}
