namespace TensorZero.Embedded.Storage.Copying;

/// <summary>Copies API keys, of which there are few: new ones are added, and those disabled in the source are disabled.</summary>
internal static class ApiKeyCopy
{
    public static async Task<CopyReport> RunAsync(IApiKeyStore source, IApiKeyStore target, CancellationToken cancellationToken)
    {
        var (read, written, found) = (0L, 0L, 0L);
        await foreach (var key in source.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            read++;
            if (await target.FindAsync(key.PublicId, cancellationToken).ConfigureAwait(false) is not { } there)
            {
                await target.AddAsync(key, cancellationToken).ConfigureAwait(false);
                written++;
            }
            else if (key.DisabledAt is { } moment && there.DisabledAt is null)
            {
                await target.DisableAsync(key.PublicId, moment, cancellationToken).ConfigureAwait(false);
            }

            found += await target.FindAsync(key.PublicId, cancellationToken).ConfigureAwait(false) is null ? 0 : 1;
        }

        return new CopyReport("API keys", read, written, read, found);
    }
}
