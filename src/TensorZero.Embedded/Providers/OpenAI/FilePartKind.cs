namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>The content parts that can carry a file.</summary>
internal enum FilePartKind
{
    /// <summary><c>image_url</c>: images.</summary>
    ImageUrl,

    /// <summary><c>file</c>: documents.</summary>
    File,

    /// <summary><c>input_audio</c>: sound.</summary>
    InputAudio,
}
