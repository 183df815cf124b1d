using System.Text;

namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Reads comma-separated values as RFC 4180 has them. Empty lines are passed over.</summary>
internal static class CsvLines
{
    /// <exception cref="EvaluationException">A quotation has no end, or goes on behind it.</exception>
    public static IReadOnlyList<(int Number, IReadOnlyList<string> Fields)> Read(string path, string text)
    {
        var lines = new List<(int, IReadOnlyList<string>)>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var (number, start, isQuoted, wasQuoted) = (1, 1, false, false);
        foreach (var (sign, next) in text.Append('\n').Zip(text.Append('\n').Skip(1).Append('\0')))
        {
            number += sign == '\n' ? 1 : 0;
            if (isQuoted)
            {
                // A doubled quotation mark stands for one: the first of them ends the quotation, the second begins it again.
                isQuoted = sign != '"';
                _ = isQuoted ? field.Append(sign) : field;
                wasQuoted |= !isQuoted;
            }
            else if (sign == '"')
            {
                if (wasQuoted)
                {
                    field.Append('"');
                }
                else if (field.Length > 0)
                {
                    throw new EvaluationException($"{path}:{start}: a quotation mark stands within a field that does not begin with one.");
                }

                isQuoted = true;
            }
            else if (sign is ',' or '\n')
            {
                fields.Add(field.ToString());
                field.Clear();
                wasQuoted = false;
                if (sign == '\n')
                {
                    if (fields is not [""])
                    {
                        lines.Add((start, fields));
                    }

                    (fields, start) = ([], number);
                }
            }
            else if (sign != '\r' || next != '\n')
            {
                field.Append(sign);
            }
        }

        return isQuoted ? throw new EvaluationException($"{path}:{start}: a quotation mark has no partner.") : lines;
    }
}
