using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using TensorZero.Embedded.Benchmarks.Loopback;
using TensorZero.Embedded.Benchmarks.Reference;

namespace TensorZero.Embedded.Benchmarks.Micro;

/// <summary>
/// One caller's time for a whole call over loopback, provider in another process. For processor time of the whole process, the writer
/// included, see the ratios report.
/// </summary>
[MemoryDiagnoser]
public class WholeCall
{
    private const string Message = "My order AB-1234 has not arrived yet, and I need the Sencha by the weekend. Can you find out where it is?";

    private Process _provider = null!;
    private ReferenceClient _reference = null!;
    private EngineUnderTest _plain = null!;
    private EngineUnderTest _recording = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        (_provider, var apiBase) = LoopbackProvider.Start();
        _reference = new ReferenceClient(apiBase);
        _plain = await EngineUnderTest.StartAsync(apiBase, recording: false);
        _recording = await EngineUnderTest.StartAsync(apiBase, recording: true);
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _plain.DisposeAsync();
        await _recording.DisposeAsync();
        _reference.Dispose();
        _provider.StandardInput.Close();
        _provider.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task<string> HttpClientAndJson() => _reference.AskAsync("Ada", Message);

    [Benchmark]
    public Task<string> EngineRecordingOff() => _plain.AskAsync("Ada", Message);

    [Benchmark]
    public Task<string> EngineRecordingOn() => _recording.AskAsync("Ada", Message);
}
