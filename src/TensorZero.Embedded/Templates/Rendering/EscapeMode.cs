namespace TensorZero.Embedded.Templates.Rendering;

/// <summary>What happens to values on their way into the output.</summary>
internal enum EscapeMode
{
    None,
    Html,
    Json,
}
