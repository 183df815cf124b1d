namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>What a statement is about.</summary>
internal enum ClickHouseScope
{
    /// <summary>Tables of the database.</summary>
    Database,

    /// <summary>The server: the database itself need not exist.</summary>
    Server,
}
