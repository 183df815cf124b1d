namespace TensorZero.Embedded.Storage.Copying;

/// <summary>
/// Copies everything from one database into another, page by page. What the target has already is not written again, so that a copy may be
/// repeated; one that was interrupted goes on where it stopped. The source may be written meanwhile: what is newer than the copy's beginning
/// is left for the next one.
/// </summary>
internal sealed class StoreCopy(OpenedStore source, OpenedStore target, CopyStateFile file, CopyState state)
{
    private readonly CopiedPageSize _size = new();

    /// <param name="progress">Is told how many items are done, whenever a page is.</param>
    /// <param name="cancellationToken">Interrupts the copy, to be continued.</param>
    /// <exception cref="ObservabilityStoreException">A database cannot be read or written; the copy can be continued.</exception>
    public async Task<IReadOnlyList<CopyReport>> RunAsync(IProgress<long> progress, CancellationToken cancellationToken)
    {
        // First of all: another page must not take its place before.
        if (state.Page is { } interrupted)
        {
            await RepeatAsync(interrupted, cancellationToken).ConfigureAwait(false);
        }

        foreach (var part in CopiedPart.All)
        {
            await CopyAsync(part, progress, cancellationToken).ConfigureAwait(false);
        }

        var reports = new List<CopyReport>();
        foreach (var part in CopiedPart.All)
        {
            var counts = state.Parts[part.Name];
            var found = await part.CountAsync(target.Records, cancellationToken).ConfigureAwait(false);
            reports.Add(new CopyReport(part.Name, counts.Read, counts.Written, counts.Before + counts.Written, found));
        }

        if (source.ApiKeys is { } keys && target.ApiKeys is { } targetKeys)
        {
            reports.Add(await ApiKeyCopy.RunAsync(keys, targetKeys, cancellationToken).ConfigureAwait(false));
        }

        file.Delete();
        return reports;
    }

    private async Task CopyAsync(CopiedPart part, IProgress<long> progress, CancellationToken cancellationToken)
    {
        if (!state.Parts.TryGetValue(part.Name, out var counts))
        {
            counts = new CopyCounts { Before = await part.CountAsync(target.Records, cancellationToken).ConfigureAwait(false) };
            state.Parts.Add(part.Name, counts);
            file.Save(state);
        }

        while (await NextAsync(part, counts, cancellationToken).ConfigureAwait(false))
        {
            progress.Report(state.Parts.Values.Sum(done => done.Read));
        }
    }

    /// <summary>Copies the next page; false at the end.</summary>
    private async Task<bool> NextAsync(CopiedPart part, CopyCounts counts, CancellationToken cancellationToken)
    {
        var items = await part.ReadAsync(source.Records, counts.After, state.Until, _size.Items, cancellationToken).ConfigureAwait(false);
        if (items.Count == 0)
        {
            return false;
        }

        _size.Learn(items);
        var there = await part.FindAsync(target.Records, counts.After, items, cancellationToken).ConfigureAwait(false);
        CopiedItem[] missing = [.. items.Where(item => !there.Contains(item.Id))];
        var page = new CopyPage(part.Name, [.. missing.Select(item => item.Id)], items[^1].Id, items.Count);
        if (missing.Length > 0)
        {
            // Remembered before it is written: then nothing is written that a continued copy does not know of.
            state.Page = page;
            file.Save(state);
            await part.WriteAsync(target.Records, missing, page.Token, cancellationToken).ConfigureAwait(false);
            Finish(counts, page);
        }
        else
        {
            // Remembered as well: a copy of much that is there would else begin anew however often it is interrupted.
            Finish(counts, page);
            file.Save(state);
        }

        return true;
    }

    /// <summary>
    /// Writes the same page once more, with the same token: a part of it may have arrived, and a database that writes one table after the
    /// other then needs the rest.
    /// </summary>
    private async Task RepeatAsync(CopyPage page, CancellationToken cancellationToken)
    {
        var part = CopiedPart.All.Single(part => part.Name == page.Part);
        var counts = state.Parts[page.Part];
        var ids = page.Ids.ToHashSet();
        var items = await part.ReadAsync(source.Records, counts.After, page.Last, int.MaxValue, cancellationToken).ConfigureAwait(false);
        CopiedItem[] again = [.. items.Where(item => ids.Contains(item.Id))];
        await part.WriteAsync(target.Records, again, page.Token, cancellationToken).ConfigureAwait(false);
        Finish(counts, page);
        file.Save(state);
    }

    private void Finish(CopyCounts counts, CopyPage page)
    {
        counts.After = page.Last;
        counts.Read += page.Read;
        counts.Written += page.Ids.Count;
        state.Page = null;
    }
}
