using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Templates.Values;

/// <summary>What is left of one rendering's limits. Everything that repeats, builds or compares draws on it.</summary>
internal sealed class Budget(TemplateLimits limits)
{
    private int _steps = limits.Steps;
    private int _characters = limits.Characters;

    public TemplateLimits Limits { get; private set; } = limits;

    public void Reset(TemplateLimits limits)
    {
        Limits = limits;
        _steps = limits.Steps;
        _characters = limits.Characters;
    }

    public void ChargeStep()
    {
        if (--_steps < 0)
        {
            throw TooManySteps();
        }
    }

    public void ChargeSteps(long count)
    {
        if (count > _steps)
        {
            throw TooManySteps();
        }

        _steps -= (int)count;
    }

    public void ChargeCharacters(long count)
    {
        if (count > _characters)
        {
            throw TooMuchText();
        }

        _characters -= (int)count;
    }

    public ValueException TooMuchText() => new($"the template produces more than {Limits.Characters} characters");

    /// <summary>Refuses to go one level deeper when the thread's stack is nearly used up.</summary>
    public static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ValueException("values or calls are nested too deeply");
        }
    }

    private ValueException TooManySteps() => new($"the template takes more than {Limits.Steps} steps");
}
