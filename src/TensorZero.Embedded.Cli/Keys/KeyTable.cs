using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary>Keys for people: a row each.</summary>
internal static class KeyTable
{
    private static readonly string[] Heading = ["PUBLIC ID", "CREATED", "EXPIRES", "DISABLED", "DESCRIPTION"];

    public static void Write(TextWriter output, bool isTerminal, IEnumerable<ApiKeyRecord> keys) =>
        Listing.Write(output, isTerminal, Heading, keys.Select(RowOf));

    private static string[] RowOf(ApiKeyRecord key) =>
        [key.PublicId, Moment.Show(key.CreatedAt), Moment.Show(key.ExpiresAt), Moment.Show(key.DisabledAt), key.Description ?? ""];
}
