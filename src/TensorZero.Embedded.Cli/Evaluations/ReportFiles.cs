using System.CommandLine;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary><c>--report</c>: what was found as a file, HTML or Markdown by its name.</summary>
internal sealed class ReportFiles
{
    private readonly Option<FileInfo[]> _files = new("--report")
    {
        Description = "Write a report: .html is one self-contained page with the worst datapoints, .md a short text of numbers. A file that is there "
            + "is replaced. May be given several times.",
        HelpName = "FILE.html|FILE.md",
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        command.Add(_files);
        _files.Validators.Add(given =>
        {
            foreach (var file in given.GetValueOrDefault<FileInfo[]>())
            {
                if (!IsHtml(file) && !file.Extension.Equals(".md", StringComparison.OrdinalIgnoreCase))
                {
                    given.AddError($"--report: {file.Name} ends neither in .html nor in .md.");
                }
                else if (file.Directory is { Exists: false } folder)
                {
                    // Better now than when everything is paid.
                    given.AddError($"--report: there is no folder {folder.FullName}.");
                }
            }
        });
    }

    /// <exception cref="TensorZeroException">A file cannot be written.</exception>
    public async Task WriteAsync(
        ParseResult parsed, EvaluationResult result, IInferenceHistory history, ReportOptions options, CancellationToken cancellationToken)
    {
        foreach (var file in parsed.GetRequiredValue(_files))
        {
            try
            {
                await (IsHtml(file)
                    ? HtmlReport.WriteAsync(result, history, file.FullName, options, cancellationToken)
                    : File.WriteAllTextAsync(file.FullName, MarkdownReport.Create(result, options), cancellationToken)).ConfigureAwait(false);
                parsed.InvocationConfiguration.Error.WriteLine($"Report: {file.FullName}");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new TensorZeroException($"--report: {file.FullName} cannot be written: {exception.Message}", exception);
            }
        }
    }

    private static bool IsHtml(FileInfo file) => file.Extension.Equals(".html", StringComparison.OrdinalIgnoreCase);
}
