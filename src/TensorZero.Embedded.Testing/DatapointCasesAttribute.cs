using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Builders;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Evaluations.Datasets;

namespace TensorZero.Embedded.Testing;

/// <summary>
/// Makes a test of every datapoint of the file of the fixture's <see cref="EvaluationAttribute"/>; the test's one argument is a
/// <see cref="DatapointCase"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatapointCasesAttribute : NUnitAttribute, ITestBuilder, IImplyFixture
{
    private readonly NUnitTestCaseBuilder _builder = new();

    /// <inheritdoc/>
    public IEnumerable<TestMethod> BuildFrom(IMethodInfo method, Test? suite)
    {
        ArgumentNullException.ThrowIfNull(method);
        return CasesOf(method) switch
        {
            (null, var problem) => [Unrunnable(method, suite, problem!)],
            (var cases, _) => cases.Select(datapoint => _builder.BuildTestMethod(
                method, suite, new TestCaseParameters([datapoint]) { TestName = $"{method.Name}({datapoint})" })),
        };
    }

    /// <summary>NUnit asks for the cases before anything can be awaited.</summary>
    private static (IReadOnlyList<DatapointCase>? Cases, string? Problem) CasesOf(IMethodInfo method)
    {
        var said = method.TypeInfo.GetCustomAttributes<EvaluationAttribute>(true);
        if (said.Length == 0)
        {
            return (null, $"{method.TypeInfo.Name} has no [Evaluation] that names a file of datapoints.");
        }

        var path = Path.Combine(Path.GetDirectoryName(method.TypeInfo.Assembly.Location)!, said[0].DatasetFile);
        var name = Path.GetFileName(path);
        try
        {
            return (new FileDataset(path, name).ListAsync(CancellationToken.None)
                .Where(datapoint => datapoint.Datapoint.FunctionName == said[0].FunctionName)
                .Select(datapoint => new DatapointCase(datapoint.Id, name, datapoint.Line, datapoint.Datapoint.Name))
                .ToBlockingEnumerable().ToList(), null);
        }
        catch (EvaluationException problem)
        {
            return (null, problem.Message);
        }
    }

    private TestMethod Unrunnable(IMethodInfo method, Test? suite, string problem)
    {
        var test = _builder.BuildTestMethod(method, suite, new TestCaseParameters { TestName = method.Name });
        test.MakeInvalid(problem);
        return test;
    }
}
