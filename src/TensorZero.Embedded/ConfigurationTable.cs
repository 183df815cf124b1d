namespace TensorZero.Embedded;

/// <summary>A table of a configuration written in C#, with the keys that <c>tensorzero.toml</c> has. Not thread-safe.</summary>
public sealed class ConfigurationTable : ConfigurationTable<ConfigurationTable>
{
    internal ConfigurationTable()
    {
    }
}
