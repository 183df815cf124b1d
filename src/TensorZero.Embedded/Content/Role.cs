namespace TensorZero.Embedded;

/// <summary>Who said a message. A system prompt is not a message: see <see cref="InferenceInput.System"/>.</summary>
public enum Role
{
    /// <summary>The end user, or the application on its behalf. Tool results belong here.</summary>
    User,

    /// <summary>The model. Tool calls and thoughts belong here.</summary>
    Assistant,
}
