using System.Diagnostics;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

/// <summary>
/// A disk of a few megabytes that can be filled and made read-only: root, whom tests often run as, is stopped by no file mode. It
/// takes Linux and the right to mount; where one is missing the test is skipped with a reason, and fails in CI.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tensorzero-disk-").FullName;
    private readonly bool _mounted;

    public SmallDisk(int megabytes)
    {
        _mounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _folder);
        if (_mounted)
        {
            return;
        }

        Directory.Delete(_folder);
        const string Reason = "A small disk cannot be mounted: this takes Linux and the right to mount a tmpfs.";
        if (TestSuites.IsCi)
        {
            Assert.Fail(Reason);
        }

        Assert.Ignore(Reason);
    }

    public string PathOf(string file) => Path.Combine(_folder, file);

    /// <summary>Leaves only so much room, until <see cref="MakeRoom"/>.</summary>
    public void Fill(int butKilobytes)
    {
        var free = new DriveInfo(_folder).AvailableFreeSpace - (butKilobytes * 1024L);
        File.WriteAllBytes(PathOf("ballast"), new byte[free]);
    }

    public void MakeRoom() => File.Delete(PathOf("ballast"));

    public void MakeReadOnly() => Assert.That(Run("mount", "-o", "remount,ro", _folder), Is.True);

    public void Dispose()
    {
        if (_mounted)
        {
            Assert.That(Run("umount", _folder), Is.True);
            Directory.Delete(_folder);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        _ = process!.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
