namespace TensorZero.Embedded.Tests.Cli.Tracing;

/// <summary>Reads OTLP's <c>ExportTraceServiceRequest</c>.</summary>
internal static class TraceRequest
{
    public static List<ReceivedSpan> Read(ReadOnlySpan<byte> message, IReadOnlyDictionary<string, string> headers)
    {
        var spans = new List<ReceivedSpan>();
        for (var request = new ProtobufReader(message); request.Next();)
        {
            if (request.Field == 1)
            {
                ReadResourceSpans(request.Bytes, headers, spans);
            }
        }

        return spans;
    }

    private static void ReadResourceSpans(ReadOnlySpan<byte> message, IReadOnlyDictionary<string, string> headers, List<ReceivedSpan> spans)
    {
        var attributes = new Dictionary<string, object?>();
        for (var part = new ProtobufReader(message); part.Next();)
        {
            for (var inner = new ProtobufReader(part.Bytes); part.Field is 1 or 2 && inner.Next();)
            {
                switch (part.Field, inner.Field)
                {
                    case (1, 1):
                        ReadAttribute(inner.Bytes, attributes);
                        break;
                    case (2, 2):
                        spans.Add(ReadSpan(inner.Bytes, attributes, headers));
                        break;
                }
            }
        }
    }

    private static ReceivedSpan ReadSpan(
        ReadOnlySpan<byte> message, IReadOnlyDictionary<string, object?> resource, IReadOnlyDictionary<string, string> headers)
    {
        var (trace, id, parent, name, attributes) = ("", "", "", "", new Dictionary<string, object?>());
        for (var field = new ProtobufReader(message); field.Next();)
        {
            switch (field.Field)
            {
                case 1:
                    trace = Convert.ToHexStringLower(field.Bytes);
                    break;
                case 2:
                    id = Convert.ToHexStringLower(field.Bytes);
                    break;
                case 4:
                    parent = Convert.ToHexStringLower(field.Bytes);
                    break;
                case 5:
                    name = field.Text;
                    break;
                case 9:
                    ReadAttribute(field.Bytes, attributes);
                    break;
            }
        }

        return new ReceivedSpan(trace, id, parent, name, attributes) { Resource = resource, Headers = headers };
    }

    private static void ReadAttribute(ReadOnlySpan<byte> message, Dictionary<string, object?> attributes)
    {
        var key = "";
        for (var field = new ProtobufReader(message); field.Next();)
        {
            if (field.Field == 1)
            {
                key = field.Text;
            }
            else if (field.Field == 2)
            {
                attributes[key] = ReadValue(field.Bytes);
            }
        }
    }

    private static object? ReadValue(ReadOnlySpan<byte> message)
    {
        var value = new ProtobufReader(message);
        return !value.Next() ? null : value.Field switch
        {
            1 => value.Text,
            2 => value.Number == 1,
            3 => (long)value.Number,
            4 => BitConverter.UInt64BitsToDouble(value.Number),
            5 => ReadArray(value.Bytes),
            _ => null,
        };
    }

    private static object?[] ReadArray(ReadOnlySpan<byte> message)
    {
        var values = new List<object?>();
        for (var array = new ProtobufReader(message); array.Next();)
        {
            values.Add(ReadValue(array.Bytes));
        }

        return [.. values];
    }
}
