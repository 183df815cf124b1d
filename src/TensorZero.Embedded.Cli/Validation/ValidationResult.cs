using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TensorZero.Embedded.Cli.Validation;

/// <summary>What checking a configuration found.</summary>
/// <param name="Hash">The configuration's name; null when something is wrong with it.</param>
/// <param name="Problems">Errors and warnings, in the order of the text.</param>
internal sealed record ValidationResult(string? Hash, IReadOnlyList<ConfigurationProblem> Problems)
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsValid => Hash is not null;

    /// <summary>The hash to the output; the problems, a line each, and their count to the other, as compilers do.</summary>
    public void Print(TextWriter output, TextWriter error)
    {
        foreach (var problem in Problems)
        {
            error.WriteLine(problem);
        }

        if (Problems.Count > 0)
        {
            error.WriteLine($"errors: {Count(ConfigurationProblemSeverity.Error)}, warnings: {Count(ConfigurationProblemSeverity.Warning)}");
        }

        if (Hash is not null)
        {
            output.WriteLine(Hash);
        }
    }

    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteBoolean("valid", IsValid);
            json.WriteString("hash", Hash);
            json.WriteStartArray("problems");
            foreach (var problem in Problems)
            {
                Write(json, problem);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, ConfigurationProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("severity", problem.Severity == ConfigurationProblemSeverity.Error ? "error" : "warning");
        json.WriteString("file", problem.File);
        Write(json, "line", problem.Line);
        Write(json, "column", problem.Column);
        json.WriteString("path", problem.Path);
        json.WriteString("message", problem.Message);
        json.WriteString("hint", problem.Hint);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private int Count(ConfigurationProblemSeverity severity) => Problems.Count(problem => problem.Severity == severity);
}
