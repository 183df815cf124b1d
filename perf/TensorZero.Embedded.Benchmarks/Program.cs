using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using TensorZero.Embedded.Benchmarks.Journal;
using TensorZero.Embedded.Benchmarks.Languages;
using TensorZero.Embedded.Benchmarks.Micro;
using TensorZero.Embedded.Benchmarks.Starts;

switch (args)
{
    case ["languages", ..]:
        LanguageReport.Run(args[1..]);
        break;
    case ["starts", ..]:
        await StartReport.RunAsync(args[1..]);
        break;
    case ["journal", ..]:
        await JournalReport.RunAsync(args[1..]);
        break;
    default:
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(WholeCall).Assembly).Run(args, config);
        break;
}
