using System.Text;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Files;
using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded;

/// <summary>
/// Where a configuration comes from: files, a text, or C#. Immutable and thread-safe. Nothing is read or checked before it is
/// loaded; loading the same instance again reads its files again.
/// </summary>
public sealed class TensorZeroConfiguration
{
    private readonly Func<ProblemList, TableNode> _read;

    private TensorZeroConfiguration(Func<ProblemList, TableNode> read, string? filePattern = null) =>
        (_read, FilePattern) = (read, filePattern);

    /// <summary>The pattern of the files; null when there are none.</summary>
    internal string? FilePattern { get; }

    /// <summary>
    /// Takes the configuration from one or more TOML files, which are merged. Paths in a file are relative to that file.
    /// </summary>
    /// <param name="pattern">
    /// A path, or a pattern: <c>*</c> and <c>?</c> stay within a folder, <c>**</c> goes through any number of them. Relative to the
    /// current folder.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="pattern"/> is null or empty.</exception>
    public static TensorZeroConfiguration FromFile(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        return new TensorZeroConfiguration(problems => ConfigurationFiles.Read(pattern, problems), pattern);
    }

    /// <summary>Takes the configuration from TOML text.</summary>
    /// <param name="toml">The text.</param>
    /// <param name="baseDirectory">The folder that paths in the text are relative to; null for the current folder.</param>
    /// <exception cref="ArgumentNullException"><paramref name="toml"/> is null.</exception>
    public static TensorZeroConfiguration FromToml(string toml, string? baseDirectory = null)
    {
        ArgumentNullException.ThrowIfNull(toml);
        return new TensorZeroConfiguration(
            problems => TomlReader.Read(Encoding.UTF8.GetBytes(toml), new SourceFile("tensorzero.toml", baseDirectory), problems));
    }

    /// <summary>Takes the configuration from C#. Paths of files are relative to the current folder.</summary>
    /// <param name="build">Is called once, at once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    public static TensorZeroConfiguration Create(Action<ConfigurationBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new ConfigurationBuilder();
        build(builder);
        return new TensorZeroConfiguration(_ => builder.Node);
    }

    /// <summary>The same configuration with more written in C#: tables unite, and where both set a value, C# wins.</summary>
    /// <param name="build">Is called once, at once.</param>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    public TensorZeroConfiguration With(Action<ConfigurationBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new ConfigurationBuilder();
        build(builder);
        return new TensorZeroConfiguration(problems =>
        {
            var tree = _read(problems);
            builder.PutInto(tree);
            return tree;
        }, FilePattern);
    }

    internal TableNode Read(ProblemList problems) => _read(problems);
}
