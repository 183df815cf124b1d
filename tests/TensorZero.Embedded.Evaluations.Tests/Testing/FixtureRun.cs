using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace TensorZero.Embedded.Evaluations.Tests.Testing;

/// <summary>Runs a fixture of this assembly with NUnit's own runner, apart from the run under way.</summary>
internal static class FixtureRun
{
    /// <returns>The results of its tests, by their names.</returns>
    public static IReadOnlyDictionary<string, ITestResult> Of(Type fixture)
    {
        ITestResult? whole = null;
        var thread = new Thread(() =>
        {
            var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
            _ = runner.Load(fixture.Assembly, new Dictionary<string, object> { ["LOAD"] = new[] { fixture.FullName! }, ["NumberOfTestWorkers"] = 0 });
            whole = runner.Run(TestListener.NULL, TestFilter.FromXml($"<filter><class>{fixture.FullName}</class></filter>"));
        });
        using (ExecutionContext.SuppressFlow())
        {
            thread.Start();
        }

        Assert.That(thread.Join(TimeSpan.FromMinutes(2)), "the fixture did not end");
        return TestsOf(whole!).ToDictionary(static result => result.Name);
    }

    private static IEnumerable<ITestResult> TestsOf(ITestResult result) =>
        result.Test.IsSuite ? result.Children.SelectMany(TestsOf) : [result];
}
