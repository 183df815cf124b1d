namespace TensorZero.Embedded;

/// <summary>
/// Says whether something is to be changed, and to what: left out, it stays as it is; null takes it away. A value converts by itself.
/// </summary>
/// <typeparam name="T">The type of what may be changed.</typeparam>
/// <param name="Value">What it is changed to; the type's default when <see cref="IsSet"/> is false.</param>
public readonly record struct Optional<T>(T Value)
{
    /// <summary>Whether it is to be changed.</summary>
    public bool IsSet { get; } = true;

    /// <summary>A change to <paramref name="value"/>.</summary>
    public static implicit operator Optional<T>(T value) => new(value);

    internal T Or(T current) => IsSet ? Value : current;
}
