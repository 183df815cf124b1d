using System.Text.Json;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Evaluations.Wire;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>
/// <c>--format jsonl</c>: TensorZero's lines. With several variants every line names its own, and there is one line of the run for each;
/// with repeats every line of an answer says which it is.
/// </summary>
internal sealed class EvaluationLines(TextWriter output, EvaluationStarted started)
{
    private readonly JsonLinesOutput _lines = new(output);

    public void WriteRuns()
    {
        foreach (var variant in started.RunIds.Keys)
        {
            Write(variant, writer => EvaluationUpdateWriter.WriteMembers(writer, started, variant));
        }
    }

    public void Write(EvaluationUpdate update)
    {
        switch (update)
        {
            case DatapointEvaluated evaluated:
                Write(evaluated.VariantName, evaluated.Row, writer => EvaluationUpdateWriter.WriteMembers(writer, evaluated, started));
                break;
            case DatapointFailed failed:
                Write(failed.VariantName, failed.Row, writer => EvaluationUpdateWriter.WriteMembers(writer, failed));
                break;
        }
    }

    private void Write(string variantName, EvaluationRow row, Action<Utf8JsonWriter> members) => Write(variantName, writer =>
    {
        members(writer);
        if (started.Repeats > 1)
        {
            writer.WriteNumber("repeat"u8, row.Repeat);
        }
    });

    private void Write(string variantName, Action<Utf8JsonWriter> members) => _lines.Write(members, (writer, write) =>
    {
        writer.WriteStartObject();
        write(writer);
        if (started.RunIds.Count > 1)
        {
            writer.WriteString("variant_name"u8, variantName);
        }

        writer.WriteEndObject();
    });
}
