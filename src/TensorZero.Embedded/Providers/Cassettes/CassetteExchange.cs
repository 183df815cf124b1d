namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>A request and what was answered.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Reply">The answer.</param>
/// <param name="Line">The line of the file where it begins; 0 while it is in none.</param>
internal sealed record CassetteExchange(CassetteRequest Request, CassetteReply Reply, int Line = 0);
