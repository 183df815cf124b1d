using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads conditions on inferences or datapoints: a tree of objects, each with its <c>type</c>.</summary>
internal static class InferenceFilterReader
{
    private const string Where = "a filter";
    private const string Operator = "comparison_operator";

    private static readonly FrozenSet<string> MetricKeys = KeysOf("metric_name", "value", Operator);
    private static readonly FrozenSet<string> BooleanKeys = KeysOf("metric_name", "value");
    private static readonly FrozenSet<string> TagKeys = KeysOf("key", "value", Operator);
    private static readonly FrozenSet<string> TimeKeys = KeysOf("time", Operator);
    private static readonly FrozenSet<string> DemonstrationKeys = KeysOf("has_demonstration");
    private static readonly FrozenSet<string> ManyKeys = KeysOf("children");
    private static readonly FrozenSet<string> OneKeys = KeysOf("child");

    /// <exception cref="ContentJsonException">The JSON is no filter, or too large a one.</exception>
    public static InferenceFilter Read(JsonElement json)
    {
        var filter = ReadOne(json);
        return FilterLimits.Problem(filter) is { } problem ? throw new ContentJsonException($"Too much: {problem}.") : filter;
    }

    private static InferenceFilter ReadOne(JsonElement json) => json.RequiredString("type", Where) switch
    {
        "float_metric" => ReadFloatMetric(json),
        "boolean_metric" => ReadBooleanMetric(json),
        "tag" => ReadTag(json),
        "time" => ReadTime(json),
        "demonstration_feedback" => ReadDemonstration(json),
        "and" => new AndFilter(Children(json)),
        "or" => new OrFilter(Children(json)),
        "not" => ReadNot(json),
        _ => throw new ContentJsonException(
            "Expected float_metric, boolean_metric, tag, time, demonstration_feedback, and, or, or not as `type` in a filter."),
    };

    private static FloatMetricFilter ReadFloatMetric(JsonElement json)
    {
        json.Allow(MetricKeys, "a float_metric filter");
        var value = json.Required("value", Where);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? new FloatMetricFilter(json.RequiredString("metric_name", Where), ReadComparison(json), number)
            : throw new ContentJsonException("Expected a number as `value` in a float_metric filter.");
    }

    private static BooleanMetricFilter ReadBooleanMetric(JsonElement json)
    {
        json.Allow(BooleanKeys, "a boolean_metric filter");
        return new BooleanMetricFilter(json.RequiredString("metric_name", Where), RequiredBoolean(json, "value"));
    }

    private static TagFilter ReadTag(JsonElement json)
    {
        json.Allow(TagKeys, "a tag filter");
        var comparison = json.RequiredString(Operator, Where) switch
        {
            "=" => TagComparison.Equal,
            "!=" => TagComparison.NotEqual,
            _ => throw new ContentJsonException($"Expected = or != as `{Operator}` in a tag filter."),
        };
        return new TagFilter(json.RequiredString("key", Where), json.RequiredString("value", Where), comparison);
    }

    private static TimeFilter ReadTime(JsonElement json)
    {
        json.Allow(TimeKeys, "a time filter");
        var time = json.Required("time", Where);
        return time.ValueKind == JsonValueKind.String
            && time.TryGetDateTime(out var local) && local.Kind != DateTimeKind.Unspecified
            && time.TryGetDateTimeOffset(out var moment)
            ? new TimeFilter(ReadComparison(json), moment)
            : throw new ContentJsonException("Expected a time such as 2026-01-31T12:00:00Z as `time` in a time filter.");
    }

    private static DemonstrationFilter ReadDemonstration(JsonElement json)
    {
        json.Allow(DemonstrationKeys, "a demonstration_feedback filter");
        return new DemonstrationFilter(RequiredBoolean(json, "has_demonstration"));
    }

    private static NotFilter ReadNot(JsonElement json)
    {
        json.Allow(OneKeys, "a not filter");
        _ = json.Required("child", Where);
        return new NotFilter(json.Read("child", ReadOne) ?? throw new ContentJsonException("Expected a filter as `child`."));
    }

    private static List<InferenceFilter> Children(JsonElement json)
    {
        json.Allow(ManyKeys, "a filter of filters");
        return json.Required("children", Where).Items("children", ReadOne);
    }

    private static FilterComparison ReadComparison(JsonElement json) => json.RequiredString(Operator, Where) switch
    {
        "<" => FilterComparison.LessThan,
        "<=" => FilterComparison.LessThanOrEqual,
        "=" => FilterComparison.Equal,
        ">" => FilterComparison.GreaterThan,
        ">=" => FilterComparison.GreaterThanOrEqual,
        "!=" => FilterComparison.NotEqual,
        _ => throw new ContentJsonException($"Expected <, <=, =, >, >= or != as `{Operator}` in a filter."),
    };

    private static bool RequiredBoolean(JsonElement json, string name) =>
        json.OptionalBoolean(name, Where) ?? throw new ContentJsonException($"Missing `{name}` in {Where}.");

    private static FrozenSet<string> KeysOf(params IEnumerable<string> keys) => keys.Append("type").ToFrozenSet(StringComparer.Ordinal);
}
