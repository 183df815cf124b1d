using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Tests.Models.Tracing;

/// <summary>
/// Listens to the spans below one of its own, and to no others: engines of tests that run meanwhile stay untraced. Begin it in the test
/// itself, so that what the test does is below it.
/// </summary>
internal sealed class TraceRecording : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly Activity _root = new("test");
    private readonly ActivityListener _listener;

    public TraceRecording(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        _root.SetIdFormat(ActivityIdFormat.W3C).Start();
        var trace = _root.TraceId;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "TensorZero.Embedded",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == trace ? sampling : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                // Those that others listen to come, too.
                if (span.TraceId == trace)
                {
                    _spans.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> Spans => _spans;

    public Activity this[string name] => _spans.Single(span => span.OperationName == name);

    /// <summary>The spans from the top down, with their attributes in order; ids that differ from run to run have names.</summary>
    public string Tree()
    {
        var text = new StringBuilder();
        Write(text, _root.SpanId, "");
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The spans from the top down, one a line, with some of their attributes.</summary>
    public string Outline(params string[] names)
    {
        var text = new StringBuilder();
        WriteOutline(text, _root.SpanId, "", names);
        return text.ToString().TrimEnd('\n');
    }

    public void Dispose()
    {
        _listener.Dispose();
        _root.Dispose();
    }

    private void Write(StringBuilder text, ActivitySpanId parent, string indent)
    {
        foreach (var span in _spans.Where(span => span.ParentSpanId == parent).OrderBy(span => span.StartTimeUtc))
        {
            text.Append(indent).Append(span.OperationName);
            if (span.Kind != ActivityKind.Internal)
            {
                text.Append(" (").Append(span.Kind).Append(')');
            }

            text.Append(span.Status == ActivityStatusCode.Error ? $" ERROR {span.StatusDescription}" : "").Append('\n');
            foreach (var (name, value) in span.TagObjects.OrderBy(tag => tag.Key, StringComparer.Ordinal))
            {
                text.Append(indent).Append("  ").Append(name).Append(" = ").Append(Shown(name, value)).Append('\n');
            }

            Write(text, span.SpanId, indent + "    ");
        }
    }

    private void WriteOutline(StringBuilder text, ActivitySpanId parent, string indent, string[] names)
    {
        foreach (var span in _spans.Where(span => span.ParentSpanId == parent).OrderBy(span => span.StartTimeUtc))
        {
            text.Append(indent).Append(span.OperationName);
            foreach (var name in names.Where(name => span.GetTagItem(name) is not null))
            {
                text.Append(' ').Append(name).Append('=').Append(Shown(name, span.GetTagItem(name)));
            }

            text.Append(span.Status == ActivityStatusCode.Error ? $" ERROR {span.StatusDescription}" : "").Append('\n');
            WriteOutline(text, span.SpanId, indent + "    ", names);
        }
    }

    private static string Shown(string name, object? value) => value switch
    {
        _ when name is "inference_id" or "episode_id" or "model_inference_id" or "gen_ai.conversation.id" or "session.id" => $"<{Guid.Parse((string)value!).Version}>",
        string[] texts => $"[{string.Join(", ", texts)}]",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
