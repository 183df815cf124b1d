namespace TensorZero.Embedded.Configuration.Binding;

/// <summary>A file that the configuration names, read while loading; or a text written in its place.</summary>
/// <param name="Name">The name for messages.</param>
/// <param name="FullPath">The absolute path; null for a text that came without a file.</param>
/// <param name="Text">The content.</param>
/// <param name="Position">Where the configuration names the file.</param>
internal sealed record FileText(string Name, string? FullPath, string Text, SourcePosition? Position);
