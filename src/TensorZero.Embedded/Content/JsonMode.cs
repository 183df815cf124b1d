namespace TensorZero.Embedded;

/// <summary>How a variant of a JSON function makes the model answer in JSON. The answer is validated here in every mode.</summary>
public enum JsonMode
{
    /// <summary>The provider is told nothing; the prompt alone asks for JSON.</summary>
    Off,

    /// <summary>The provider's JSON mode, where it has one.</summary>
    On,

    /// <summary>The provider's structured outputs with the output schema, where it has them; otherwise best effort.</summary>
    Strict,

    /// <summary>An implicit tool named <c>respond</c>, whose arguments are the answer, is forced on the model.</summary>
    Tool,
}
