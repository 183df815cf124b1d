namespace TensorZero.Embedded;

/// <summary>Writes what was recorded as JSON Lines. Safe for any number of callers.</summary>
public interface IRecordExport
{
    /// <summary>
    /// Writes one record a line, oldest first within each kind: configurations, inferences with their calls, failed inferences with theirs,
    /// feedback, and datapoints, replaced and deleted ones included. The last line counts the others: a file without it is not complete. What
    /// is recorded after the beginning is left out, and so is what has not reached the database. It is read in pages, of about 32 MB.
    /// </summary>
    /// <param name="destination">Where to; it stays open. Prompts and answers go there.</param>
    /// <param name="query">Which; null for all.</param>
    /// <param name="cancellationToken">Ends the export, which is then not complete.</param>
    /// <returns>How many lines of each kind were written.</returns>
    /// <exception cref="ObservabilityStoreException">Observability is off, or the database cannot be read.</exception>
    /// <exception cref="ArgumentException">The query contradicts itself.</exception>
    Task<ExportCounts> ExportAsync(Stream destination, ExportQuery? query = null, CancellationToken cancellationToken = default);
}
