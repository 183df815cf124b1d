using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace TensorZero.Embedded.Tests;

/// <summary>A test that takes long: of category Soak, and run only where <c>TENSORZERO_SOAK=1</c> asks for it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class SoakAttribute : CategoryAttribute, IApplyToTest
{
    /// <summary>Whether this run is one of those: tests that are worth running with little may then take much.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("TENSORZERO_SOAK") == "1";

    void IApplyToTest.ApplyToTest(Test test)
    {
        ApplyToTest(test);
        if (!IsAsked && test.RunState == RunState.Runnable)
        {
            test.RunState = RunState.Ignored;
            test.Properties.Set(PropertyNames.SkipReason, "Takes long: set TENSORZERO_SOAK=1 to run it.");
        }
    }
}
