namespace TensorZero.Embedded.Tests.House;

/// <summary>One use of a type or member of the assembly by another.</summary>
internal sealed record CodeReference(CodeMember From, CodeMember To)
{
    public override string ToString() => $"{From} -> {To}";
}
