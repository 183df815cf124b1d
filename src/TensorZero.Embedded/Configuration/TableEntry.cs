namespace TensorZero.Embedded.Configuration;

internal readonly record struct TableEntry(string Key, SourcePosition? KeyPosition, ConfigurationNode Value);
