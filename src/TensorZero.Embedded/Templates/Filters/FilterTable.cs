using System.Collections.Frozen;

namespace TensorZero.Embedded.Templates.Filters;

/// <summary>All filters by name.</summary>
internal static class FilterTable
{
    private static readonly FrozenDictionary<string, Filter> Filters = new Dictionary<string, Filter>
    {
        ["safe"] = EscapeFilters.Safe,
        ["escape"] = EscapeFilters.Escape,
        ["e"] = EscapeFilters.Escape,
        ["tojson"] = EscapeFilters.ToJson,
        ["upper"] = TextFilters.Upper,
        ["lower"] = TextFilters.Lower,
        ["title"] = TextFilters.Title,
        ["capitalize"] = TextFilters.Capitalize,
        ["replace"] = TextFilters.Replace,
        ["trim"] = TextFilters.Trim,
        ["split"] = TextFilters.Split,
        ["lines"] = TextFilters.Lines,
        ["indent"] = TextFilters.Indent,
        ["string"] = TextFilters.String,
        ["pprint"] = TextFilters.PrettyPrint,
        ["format"] = Formatting.PrintfFormat.Filter,
        ["abs"] = NumberFilters.Abs,
        ["int"] = NumberFilters.Int,
        ["float"] = NumberFilters.Float,
        ["round"] = NumberFilters.Round,
        ["sum"] = NumberFilters.Sum,
        ["bool"] = NumberFilters.Bool,
        ["default"] = SequenceFilters.Default,
        ["d"] = SequenceFilters.Default,
        ["length"] = SequenceFilters.Length,
        ["count"] = SequenceFilters.Length,
        ["attr"] = SequenceFilters.Attr,
        ["first"] = SequenceFilters.First,
        ["last"] = SequenceFilters.Last,
        ["list"] = SequenceFilters.List,
        ["join"] = SequenceFilters.Join,
        ["reverse"] = SequenceFilters.Reverse,
        ["batch"] = SequenceFilters.Batch,
        ["slice"] = SequenceFilters.Slice,
        ["chain"] = CombiningFilters.Chain,
        ["zip"] = CombiningFilters.Zip,
        ["items"] = CombiningFilters.Items,
        ["map"] = SelectionFilters.Map,
        ["select"] = SelectionFilters.Select,
        ["reject"] = SelectionFilters.Reject,
        ["selectattr"] = SelectionFilters.SelectAttr,
        ["rejectattr"] = SelectionFilters.RejectAttr,
        ["min"] = OrderFilters.Min,
        ["max"] = OrderFilters.Max,
        ["sort"] = OrderFilters.Sort,
        ["dictsort"] = OrderFilters.DictSort,
        ["unique"] = OrderFilters.Unique,
        ["groupby"] = OrderFilters.GroupBy,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Filters.Keys;

    public static Filter? Find(string name) => Filters.GetValueOrDefault(name);
}
