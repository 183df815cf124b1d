using System.Globalization;
using System.Text;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>The connections to one server: sends requests, and tells answers from errors.</summary>
internal sealed class ClickHouseHttp : IDisposable
{
    private const string Compression = "gzip";
    private const string ErrorCodeHeader = "X-ClickHouse-Exception-Code";

    private readonly ClickHouseOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public ClickHouseHttp(ClickHouseAddress database, ClickHouseOptions options, TimeProvider time)
    {
        (Database, _options, _time) = (database, options, time);
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionIdleTimeout = options.IdleTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxConnectionsPerServer = options.MaxConnections,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = database.Credentials;
        if (database.Compresses)
        {
            _http.DefaultRequestHeaders.AcceptEncoding.ParseAdd(Compression);
        }
    }

    public ClickHouseAddress Database { get; }

    /// <summary>Sends a request and waits for the beginning of its answer.</summary>
    /// <exception cref="ObservabilityStoreException">There is none, or it is an error.</exception>
    public async Task<ClickHouseReply> SendAsync(ClickHouseRequest request, CancellationToken cancellationToken)
    {
        var patience = new ClickHousePatience(Database, _options.SilenceTimeout, _time, cancellationToken);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, AddressOf(request)) { Content = request.Content };
            var response = await patience.WaitAsync(
                token => _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token)).ConfigureAwait(false);
            try
            {
                if (!response.IsSuccessStatusCode || response.Headers.Contains(ErrorCodeHeader))
                {
                    throw await ErrorOfAsync(response, patience).ConfigureAwait(false);
                }

                return new ClickHouseReply(Database, response, await BodyOfAsync(response).ConfigureAwait(false), patience);
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch
        {
            patience.Dispose();
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ObservabilityStoreException> ErrorOfAsync(HttpResponseMessage response, ClickHousePatience patience)
    {
        if (!response.Headers.TryGetValues(ErrorCodeHeader, out var codes)
            || !int.TryParse(codes.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return ClickHouseErrors.Translate(Database, response.StatusCode);
        }

        using var body = await BodyOfAsync(response).ConfigureAwait(false);
        var text = await patience.WaitAsync(body.ReadToEndAsync).ConfigureAwait(false);
        return ClickHouseErrors.Translate(Database, code, text);
    }

    private static async Task<ClickHouseBody> BodyOfAsync(HttpResponseMessage response) => new(
        await response.Content.ReadAsStreamAsync(CancellationToken.None).ConfigureAwait(false),
        response.Content.Headers.ContentEncoding.Contains(Compression));

    private Uri AddressOf(ClickHouseRequest request)
    {
        var query = new StringBuilder();
        if (request.Scope == ClickHouseScope.Database)
        {
            Add("database", Database.Database);
        }

        Add("enable_http_compression", "1");
        foreach (var (key, value) in Database.Settings.Concat(request.Settings))
        {
            Add(key, value);
        }

        return new Uri(Database.Server, $"/?{query}");

        void Add(string key, string value)
        {
            _ = query.Length == 0 ? query : query.Append('&');
            query.Append(Uri.EscapeDataString(key)).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
