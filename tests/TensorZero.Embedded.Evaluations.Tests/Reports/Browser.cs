using System.ComponentModel;
using System.Diagnostics;
using TensorZero.Embedded.Tests;

namespace TensorZero.Embedded.Evaluations.Tests.Reports;

/// <summary>
/// Headless Chromium, spoken to over its own DevTools protocol. Where there is none, the running test is skipped with a reason; in CI its
/// absence is a failure. <c>TENSORZERO_TEST_CHROMIUM</c> names another one than the <c>chromium</c> of the path.
/// </summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ";

    private readonly Process _process;
    private readonly string _profile;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    public static async Task<(Browser Browser, BrowserPage Page)> OpenAsync()
    {
        var profile = Directory.CreateTempSubdirectory("tensorzero-browser-").FullName;
        var browser = new Browser(Start(profile), profile);
        while (await browser._process.StandardError.ReadLineAsync().OrFail() is { } line)
        {
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                _ = browser._process.StandardError.ReadToEndAsync();
                return (browser, await BrowserPage.OpenAsync(new Uri(line[Listening.Length..])));
            }
        }

        await browser.DisposeAsync();
        throw new AssertionException("Chromium did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().OrFail();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private static Process Start(string profile)
    {
        var program = Environment.GetEnvironmentVariable("TENSORZERO_TEST_CHROMIUM") is { Length: > 0 } named ? named : "chromium";
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
        ];
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        }
        catch (Win32Exception problem)
        {
            Directory.Delete(profile);
            var reason = $"Chromium cannot be started (Debian's package `chromium`): {problem.Message}";
            if (TestSuites.IsCi)
            {
                Assert.Fail(reason);
            }

            Assert.Ignore(reason);
            throw;
        }
    }
}
