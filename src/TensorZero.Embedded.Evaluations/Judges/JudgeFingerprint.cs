using System.Security.Cryptography;
using System.Text;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// What a judge is made of, as hashes (SHA-256 in hexadecimal digits): two judges of one fingerprint judge alike as far as their configuration
/// can say. A provider that changes a model under its name is not seen.
/// </summary>
/// <param name="Model">Of the models it asks, with their providers; credentials, prices and timeouts aside.</param>
/// <param name="Prompt">Of its instructions and of how it is shown an answer.</param>
/// <param name="Parameters">Of its type and settings, such as the temperature.</param>
/// <param name="Schema">Of the schema of its verdict.</param>
public sealed record JudgeFingerprint(string Model, string Prompt, string Parameters, string Schema)
{
    /// <summary>All of it in one.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Model, Prompt, Parameters, Schema))));

    /// <summary>What is different in another judge: <c>model</c>, <c>prompt</c>, <c>parameters</c>, <c>schema</c>; empty for nothing.</summary>
    /// <param name="other">The other judge, or the same at another time.</param>
    public IReadOnlyList<string> DifferencesFrom(JudgeFingerprint other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (string What, bool IsSame)[] parts =
        [
            ("model", Model == other.Model), ("prompt", Prompt == other.Prompt),
            ("parameters", Parameters == other.Parameters), ("schema", Schema == other.Schema),
        ];
        return [.. parts.Where(static part => !part.IsSame).Select(static part => part.What)];
    }
}
