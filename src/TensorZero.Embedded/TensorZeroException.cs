namespace TensorZero.Embedded;

/// <summary>The base of every error this library raises on purpose. Its message never holds a credential or a prompt.</summary>
public class TensorZeroException : Exception
{
    /// <summary>Creates an error without a message.</summary>
    public TensorZeroException()
    {
    }

    /// <summary>Creates an error that says what happened, where, and what to do.</summary>
    public TensorZeroException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an error that says what happened, where, and what to do, and keeps its cause.</summary>
    public TensorZeroException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
