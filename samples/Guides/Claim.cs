using System.Runtime.CompilerServices;

namespace Guides;

/// <summary>What the documentation says, as a condition that must hold.</summary>
internal static class Claim
{
    public static void That(bool holds, [CallerArgumentExpression(nameof(holds))] string? claim = null)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"this does not hold: {claim}");
        }
    }

    public static async Task<TException> ThrowsAsync<TException>(Func<Task> action)
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (TException expected)
        {
            return expected;
        }

        throw new InvalidOperationException($"no {typeof(TException).Name} was thrown");
    }
}
