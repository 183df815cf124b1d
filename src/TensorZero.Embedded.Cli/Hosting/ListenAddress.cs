using System.Net;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>Where the gateway listens: said once, by the command line, the environment or the configuration.</summary>
internal static class ListenAddress
{
    public const string Variable = "TENSORZERO_GATEWAY_BIND_ADDRESS";

    private static readonly IPEndPoint Default = new(IPAddress.Loopback, 3000);

    /// <param name="option">What the command line says; null for nothing.</param>
    /// <param name="environment">Reads environment variables.</param>
    /// <param name="configured">What the configuration says; null for nothing.</param>
    /// <exception cref="TensorZeroException">It is said twice, or is no address.</exception>
    public static IPEndPoint Choose(string? option, Func<string, string?> environment, string? configured)
    {
        var variable = environment(Variable) is { Length: > 0 } value ? value : null;
        (string Source, string? Text)[] said =
            [("--bind-address", option), ($"the variable {Variable}", variable), ("gateway.bind_address in the configuration", configured)];
        return said.Where(place => place.Text is not null).ToArray() switch
        {
            [] => Default,
            [var (source, text)] => Parse(source, text!),
            var several => throw new TensorZeroException(
                $"The address to listen on is given by {string.Join(" and by ", several.Select(place => place.Source))}: keep one of them."),
        };
    }

    /// <summary>Whether other machines can reach it.</summary>
    public static bool IsPublic(IPEndPoint address) => !IPAddress.IsLoopback(address.Address);

    private static IPEndPoint Parse(string source, string text) =>
        IPEndPoint.TryParse(text, out var address) && text.EndsWith($":{address.Port}", StringComparison.Ordinal) && HasPort(text)
            ? address
            : throw new TensorZeroException(
                $"{source}: `{text}` is no address; write an IP address and a port, such as 127.0.0.1:3000 or [::1]:3000.");

    /// <summary>An IPv6 address without brackets ends in a group of digits that is no port.</summary>
    private static bool HasPort(string text) => text.StartsWith('[') ? !text.EndsWith(']') : text.Count(letter => letter == ':') == 1;
}
