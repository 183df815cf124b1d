using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// Watches the files of a configuration and reloads it a moment after the last of some changes: an editor or a deployment writes several
/// times. Whatever goes wrong is logged and changes nothing.
/// </summary>
internal sealed class ReloadOnChange : IDisposable
{
    /// <summary>How long there must be quiet.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);

    private readonly Action _reload;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private List<FileSystemWatcher> _watchers = [];
    private WatchedFiles? _files;
    private bool _disposed;

    /// <param name="reload">Loads the files anew; throws when they cannot be used.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where problems go.</param>
    public ReloadOnChange(Action reload, TimeProvider time, ILogger logger)
    {
        (_reload, _logger) = (reload, logger);
        _timer = time.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Watches these files from now on, and no others.</summary>
    public void Follow(WatchedFiles files)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            var before = _watchers;
            // The new ones begin before the old ones end, so that no change falls between.
            _files = files;
            _watchers = [.. files.Folders.Select(folder => Watch(folder.Key, folder.Value)).OfType<FileSystemWatcher>()];
            before.ForEach(watcher => watcher.Dispose());
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _watchers.ForEach(watcher => watcher.Dispose());
        }

        _timer.Dispose();
    }

    private FileSystemWatcher? Watch(string folder, bool recursive)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = recursive };
            watcher.Changed += (_, change) => Note(change.FullPath);
            watcher.Created += (_, change) => Note(change.FullPath);
            watcher.Deleted += (_, change) => Note(change.FullPath);
            watcher.Renamed += (_, change) => Note(change.FullPath, change.OldFullPath);
            // So many changes that some were lost: any of them may matter.
            watcher.Error += (_, _) => Restart();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            watcher?.Dispose();
            EngineLog.CannotWatch(_logger, folder, exception);
            return null;
        }
    }

    private void Note(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            if (_files!.Count(path))
            {
                Restart();
            }
        }
    }

    private void Restart()
    {
        if (!_disposed)
        {
            _ = _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
        }
    }

    private void Reload()
    {
        try
        {
            _reload();
        }
        catch (ConfigurationException exception)
        {
            foreach (var problem in exception.Problems)
            {
                EngineLog.ReloadRefused(_logger, problem);
            }
        }
        catch (Exception exception)
        {
            // Nobody above could do better: this is a timer's thread.
            EngineLog.ReloadFailed(_logger, exception);
        }
    }
}
