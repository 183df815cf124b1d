using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Binds <c>extra_body</c> and <c>extra_headers</c>.</summary>
internal static class ExtraBodyBinding
{
    public static IReadOnlyList<ExtraBody> Bodies(TableReader table) => table.Tables("extra_body", entry =>
    {
        var pointer = entry.RequiredText("pointer");
        if (pointer.Length > 0 && (pointer[0] != '/' || pointer[^1] == '/'))
        {
            entry.Error("pointer", "must start with '/' and must not end with '/'");
        }

        var value = entry.Json("value");
        return IsDelete(entry) ? ExtraBody.Delete(pointer) : value is { } json ? ExtraBody.Set(pointer, json) : null;
    });

    public static IReadOnlyList<ExtraHeader> Headers(TableReader table) => table.Tables("extra_headers", entry =>
    {
        var name = entry.RequiredText("name");
        var value = entry.Text("value");
        return IsDelete(entry) ? ExtraHeader.Delete(name) : value is not null ? ExtraHeader.Set(name, value) : null;
    });

    private static bool IsDelete(TableReader entry)
    {
        var delete = entry.Boolean("delete");
        if (delete is false)
        {
            entry.Error("delete", "can only be true; leave it out to set a value");
        }
        else if (entry.Has("value") == entry.Has("delete"))
        {
            entry.ErrorHere("give either `value` or `delete = true`");
        }

        return delete is true;
    }
}
