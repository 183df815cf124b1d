using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Gateway.Tests.Native;

/// <summary>
/// One step of a case: a provider's next answer (<c>provider: …</c>), a wait until everything is on record (<c>recorded</c>), or a request
/// with the reply it must get: method and path, a body, <c>----- status</c>, and the reply's whole body.
/// </summary>
internal sealed partial record CaseStep(string? Answer, string? Method, string? Path, string? Body, int Status, string? Reply)
{
    public static IReadOnlyList<CaseStep> ReadAll(IEnumerable<string> lines)
    {
        var steps = new List<CaseStep>();
        foreach (var line in lines.Where(line => line.Trim().Length > 0))
        {
            if (Read(line) is { } step)
            {
                steps.Add(step);
            }
            else if (line.StartsWith("----- ", StringComparison.Ordinal))
            {
                steps[^1] = steps[^1] with { Status = int.Parse(line[6..]) };
            }
            else
            {
                var last = steps[^1];
                steps[^1] = last.Status == 0 ? last with { Body = last.Body + line + "\n" } : last with { Reply = last.Reply + line + "\n" };
            }
        }

        return steps;
    }

    private static CaseStep? Read(string line)
    {
        const string Provider = "provider: ";
        if (line.StartsWith(Provider, StringComparison.Ordinal))
        {
            return new CaseStep(line[Provider.Length..], null, null, null, 0, null);
        }

        if (line == "recorded")
        {
            return new CaseStep(null, null, null, null, 0, null);
        }

        return RequestLine().Match(line) is { Success: true } request
            ? new CaseStep(null, request.Groups[1].Value, request.Groups[2].Value, null, 0, null)
            : null;
    }

    [GeneratedRegex("^(GET|POST|PATCH|DELETE) (/\\S*)$")]
    private static partial Regex RequestLine();
}
