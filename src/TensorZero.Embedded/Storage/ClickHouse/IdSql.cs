namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Ids in queries. ClickHouse does not sort ids by their bytes; the number that an id is, its key, sorts so, and therefore by time.
/// </summary>
internal static class IdSql
{
    public static string Key(string id) => $"toUInt128({id})";

    public static string OfKey(string key) =>
        $"reinterpretAsUUID(concat(substring(reinterpretAsFixedString({key}), 9, 8), substring(reinterpretAsFixedString({key}), 1, 8)))";

    /// <summary>When an id was made, in milliseconds since 1970: columns of times are whole seconds.</summary>
    public static string TimeOf(string id) => TimeOfKey(Key(id));

    public static string TimeOfKey(string key) => $"toInt64(bitShiftRight({key}, 80))";

    /// <summary>A condition that a key is one of some ids'; it finds them by a table's order.</summary>
    public static string KeyIn(string key, string ids) => $"{key} IN arrayMap(id -> toUInt128(id), {ids})";

    /// <summary>A condition that an id is one of some.</summary>
    public static string IdIn(string id, string ids) => $"{id} IN {ids}";
}
