using TensorZero.Embedded.Evaluations.Reports;

namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// A result as one HTML file that needs nothing else: no network, no other file, readable without JavaScript, in light and dark.
/// It holds parts of prompts and answers, all of them escaped, unless <see cref="ReportOptions.MaxDatapoints"/> is 0.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="history">Where inputs and answers are read from, such as <see cref="TensorZeroEngine.History"/>.</param>
    /// <param name="output">Where to.</param>
    /// <param name="options">What it shows; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">The result has no such baseline, or a gap or corrected score is about another evaluation.</exception>
    /// <exception cref="ObservabilityStoreException">The record cannot be read.</exception>
    public static async Task WriteAsync(
        EvaluationResult result,
        IInferenceHistory history,
        TextWriter output,
        ReportOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(output);
        options ??= new ReportOptions();
        options.Check(result);
        var content = new ShownContent(options.MaxContentLength);
        var worst = WorstDatapoint.Find(result, options.BaselineName, options.MaxDatapoints);
        var shown = await ShownDatapoint.ReadAsync(result, worst, history, content, cancellationToken).ConfigureAwait(false);
        await output.WriteAsync(HtmlPage.Of(result, options, shown, content).AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the report into a file, in place of one that is there. On Unix only its owner may read it.</summary>
    /// <inheritdoc cref="WriteAsync(EvaluationResult, IInferenceHistory, TextWriter, ReportOptions?, CancellationToken)"/>
    /// <param name="result">What was found.</param>
    /// <param name="history">Where inputs and answers are read from.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">What it shows; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written, or belongs to somebody else who lets others read it.</exception>
    public static async Task WriteAsync(
        EvaluationResult result,
        IInferenceHistory history,
        string path,
        ReportOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        using var text = new StringWriter();
        await WriteAsync(result, history, text, options, cancellationToken).ConfigureAwait(false);
        await ReportFile.WriteAsync(path, text.ToString(), cancellationToken).ConfigureAwait(false);
    }
}
