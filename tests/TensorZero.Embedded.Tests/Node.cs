using System.ComponentModel;
using System.Diagnostics;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests;

/// <summary>
/// Runs a script on node with the npm packages of <c>tests/package.json</c>. Where node or a package is absent, the running test is skipped
/// with a reason; in CI its absence is a failure.
/// </summary>
internal static class Node
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static string Cache => Environment.GetEnvironmentVariable("TENSORZERO_NODE_CACHE") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "tensorzero-embedded", "node");

    /// <summary>Runs a module; it imports the packages by their names.</summary>
    /// <param name="script">The module's file, relative to the checkout.</param>
    /// <param name="package">The package it needs.</param>
    /// <param name="arguments">What it finds in <c>process.argv</c> from index 2 on.</param>
    /// <returns>What it wrote to standard output.</returns>
    public static Task<string> RunAsync(string script, string package, params IEnumerable<string> arguments)
    {
        Require(package);

        // A module on standard input finds packages from the working folder; one in a file would only look beside itself.
        return RunAsync(["--input-type=module", "-", .. arguments], Checkout.Read(script));
    }

    /// <summary>Runs a CommonJS script; its first argument is the folder that holds <c>node_modules</c>.</summary>
    public static Task<string> RunWithInputAsync(string script, string package, string input)
    {
        Require(package);
        return RunAsync([Path.Combine(Checkout.Root, script), Cache], input);
    }

    private static async Task<string> RunAsync(IEnumerable<string> arguments, string input)
    {
        using var node = Start(new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Cache,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        using var patience = new CancellationTokenSource(Limit);
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            Assert.Fail($"node did not finish: {await errors}");
        }

        Assert.That(node.ExitCode, Is.Zero, await errors);
        return await output;
    }

    private static void Require(string package)
    {
        if (!Directory.Exists(Path.Combine(Cache, "node_modules", package)))
        {
            Skip($"{package} is not installed: copy tests/package.json to {Cache} and run npm install --ignore-scripts there.");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            Skip($"node cannot be started: {problem.Message}");
            throw;
        }
    }

    private static void Skip(string reason)
    {
        if (TestSuites.IsCi)
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }
}
