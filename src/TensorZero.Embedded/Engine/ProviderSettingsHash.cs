using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// Names what a provider's section says that may change an answer, keys of an application's own type included. Credentials do not change
/// one; nor do limits and prices; changes to body and headers stand in each request.
/// </summary>
internal static class ProviderSettingsHash
{
    private static readonly string[] LeftOut =
    [
        "timeouts", "cost", "batch_cost", "extra_body", "extra_headers",
        "api_key_location", "credential_location", "api_key", "access_key_id", "secret_access_key", "session_token",
    ];

    public static string Of(TableNode section)
    {
        var settings = new TableNode();
        foreach (var (key, _, value) in section.Entries)
        {
            if (!LeftOut.Contains(key))
            {
                settings.Add(key, null, value);
            }
        }

        return CanonicalForm.Hash(TomlWriter.Write(settings));
    }
}
