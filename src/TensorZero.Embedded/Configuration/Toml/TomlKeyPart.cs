namespace TensorZero.Embedded.Configuration.Toml;

internal readonly record struct TomlKeyPart(string Name, SourcePosition Position);
