namespace TensorZero.Embedded.Tests.House;

/// <summary>
/// A type or member of the assembly: the outermost type's namespace, the type with its outer types, the member's name ("" for the type).
/// </summary>
internal sealed record CodeMember(string Namespace, string Type, string Name)
{
    public string OutermostType => Type.Split('.')[0];

    public override string ToString() => $"{Namespace}.{Type}{(Name.Length > 0 ? "." : "")}{Name}";
}
