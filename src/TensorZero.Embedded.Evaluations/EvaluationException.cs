namespace TensorZero.Embedded.Evaluations;

/// <summary>An evaluation cannot be run as it was asked for; the message says why and what to do. Nothing was called.</summary>
public sealed class EvaluationException : TensorZeroException
{
    /// <summary>Makes an exception without a message.</summary>
    public EvaluationException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public EvaluationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public EvaluationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
