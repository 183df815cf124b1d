using NUnit.Framework;

namespace EvaluationTests;

/// <summary>Files are named as they stand beside the tests.</summary>
[SetUpFixture]
public sealed class Folder
{
    [OneTimeSetUp]
    public void Enter() => Directory.SetCurrentDirectory(TestContext.CurrentContext.TestDirectory);
}
