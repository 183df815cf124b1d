using System.Diagnostics.CodeAnalysis;

namespace TensorZero.Embedded.Models;

/// <summary>A value or the reason why there is none. Failures travel as values until the pipeline's edge.</summary>
internal readonly struct CallOutcome<T>
    where T : class
{
    private CallOutcome(T? value, CallFailure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public CallFailure? Failure { get; }

    public bool IsSuccess([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out CallFailure? failure)
    {
        (value, failure) = (Value, Failure);
        return value is not null;
    }

    public static implicit operator CallOutcome<T>(T value) => new(value, null);

    public static implicit operator CallOutcome<T>(CallFailure failure) => new(null, failure);
}
