using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class ApiKeyRow
{
    public const string Columns =
        "id, organization, workspace, description, public_id, hash, disabled_at, expires_at, created_at, updated_at";

    public static void Write(RowWriter row, ApiKeyRecord key) =>
        row
            .Bind(key.Id)
            .Bind(key.Organization)
            .Bind(key.Workspace)
            .Bind(key.Description)
            .Bind(key.PublicId)
            .Bind(key.Hash)
            .Bind(key.DisabledAt)
            .Bind(key.ExpiresAt)
            .Bind(key.CreatedAt)
            .Bind(key.UpdatedAt)
            .Execute();

    public static ApiKeyRecord Read(StoredRow row, Guid id) => new()
    {
        Id = id,
        Organization = row.GetText(1),
        Workspace = row.GetText(2),
        Description = row.GetOptionalText(3),
        PublicId = row.GetText(4),
        Hash = row.GetText(5),
        DisabledAt = row.GetOptionalTime(6),
        ExpiresAt = row.GetOptionalTime(7),
        CreatedAt = row.GetTime(8),
        UpdatedAt = row.GetTime(9),
    };
}
