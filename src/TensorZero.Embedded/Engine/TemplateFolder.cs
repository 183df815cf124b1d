namespace TensorZero.Embedded.Engine;

/// <summary>The folder that templates may include from. Nothing outside it is ever read.</summary>
internal sealed class TemplateFolder(string basePath)
{
    /// <summary>The text of the template with this path below the folder; null when there is none or the path leads elsewhere.</summary>
    public string? Read(string name)
    {
        var segments = name.Split('/');
        if (Array.Exists(segments, segment => segment.Length == 0 || segment[0] == '.' || segment.Contains('\\')))
        {
            return null;
        }

        var path = Path.Combine([basePath, .. segments]);
        return File.Exists(path) && !LeadsOutside(path) ? File.ReadAllText(path) : null;
    }

    /// <summary>Links may point anywhere; only what really lies below the folder is read.</summary>
    private bool LeadsOutside(string path)
    {
        var real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        return !real.StartsWith(Path.GetFullPath(basePath) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
