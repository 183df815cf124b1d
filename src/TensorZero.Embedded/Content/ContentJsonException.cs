namespace TensorZero.Embedded.Content;

/// <summary>JSON that does not describe what it should. The message names places and keys, never values of content.</summary>
internal sealed class ContentJsonException : TensorZeroException
{
    private readonly string _path;
    private readonly string _problem;

    public ContentJsonException(string problem)
        : this("", problem, null)
    {
    }

    private ContentJsonException(string path, string problem, Exception? innerException)
        : base(path.Length == 0 ? problem : $"{path}: {problem}", innerException) =>
        (_path, _problem) = (path, problem);

    /// <summary>The same error, said from one level further out.</summary>
    public ContentJsonException At(string place) => new(_path.Length == 0 ? place : $"{place}.{_path}", _problem, this);
}
