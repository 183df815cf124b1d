using BenchmarkDotNet.Attributes;
using TensorZero.Embedded.SideBySide;
using TensorZero.Embedded.SideBySide.InProcess;
using TensorZero.Embedded.SideBySide.Loopback;
using TensorZero.Embedded.SideBySide.Reference;

namespace TensorZero.Embedded.Benchmarks.Micro;

/// <summary>
/// One caller's time for a whole call over loopback, provider in another process. For processor time of the whole process, the writer
/// included, see <c>perf/SideBySide</c>.
/// </summary>
[MemoryDiagnoser]
public class WholeCall
{
    private ChildProcess _provider = null!;
    private ReferenceClient _reference = null!;
    private EngineUnderTest _plain = null!;
    private EngineUnderTest _recording = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        (_provider, var apiBase) = LoopbackProvider.Start();
        _reference = new ReferenceClient(apiBase);
        _plain = await EngineUnderTest.StartAsync(apiBase, Recorded.Nowhere);
        _recording = await EngineUnderTest.StartAsync(apiBase, Recorded.ToDatabase);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _plain.DisposeAsync();
        await _recording.DisposeAsync();
        _reference.Dispose();
        await _provider.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public Task<string> HttpClientAndJson() => _reference.AskAsync();

    [Benchmark]
    public Task<string> EngineRecordingOff() => _plain.AskAsync();

    [Benchmark]
    public Task<string> EngineRecordingOn() => _recording.AskAsync();
}
