namespace TensorZero.Embedded;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who said it.</param>
/// <param name="Content">Its parts, in order.</param>
public sealed record InputMessage(Role Role, IReadOnlyList<ContentBlock> Content)
{
    /// <summary>A user's message; strings convert to text blocks.</summary>
    public static InputMessage User(params IReadOnlyList<ContentBlock> content) => new(Role.User, content);

    /// <summary>A model's message, for example an earlier answer's content.</summary>
    public static InputMessage Assistant(params IReadOnlyList<ContentBlock> content) => new(Role.Assistant, content);
}
