using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>The rules of AWS credentials that hold before any is looked up.</summary>
internal static class AwsKeys
{
    /// <summary>The region; the deprecated <c>allow_auto_detect_region</c> counts as <c>sdk</c>.</summary>
    public static CredentialLocation? Region(TableReader table) =>
        table.CredentialOrLiteral("region")
        ?? (table.Boolean("allow_auto_detect_region") is true ? new CredentialLocation(CredentialKind.Sdk, "") : null);

    public static void Check(TableReader table)
    {
        table.Deprecated("allow_auto_detect_region", "use `region = \"sdk\"`");
        if (table.Boolean("allow_auto_detect_region") is not true && !table.Has("region"))
        {
            table.ErrorHere("the key `region` is missing", "use `region = \"sdk\"` to take the region of the environment");
        }

        if (table.Has("access_key_id") != table.Has("secret_access_key"))
        {
            table.ErrorHere("`access_key_id` and `secret_access_key` must be given together");
        }
        else if (table.Has("session_token") && !table.Has("access_key_id"))
        {
            table.Error("session_token", "needs `access_key_id` and `secret_access_key`");
        }
        else if (table.Origin.Node["api_key"] is not null && table.Has("access_key_id"))
        {
            table.Error("api_key", "cannot be combined with `access_key_id`");
        }
    }
}
