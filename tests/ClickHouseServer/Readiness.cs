using System.Net.Http.Headers;
using System.Text;

namespace TensorZero.Embedded.ClickHouseServer;

/// <summary>Finds out when the server answers, and that it is this one.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    /// <returns>False when the engine ended first.</returns>
    public static async Task<bool> WaitAsync(string port, string token, Task ended)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ServerUsers.Owner}:{ServerUsers.Password}"));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        while (!ended.IsCompleted)
        {
            if (await AnswersAsync(http, port, token))
            {
                return true;
            }

            await Task.WhenAny(ended, Task.Delay(Between, TimeProvider.System));
        }

        return false;
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string port, string token)
    {
        try
        {
            using var body = new StringContent("SELECT 1");
            using var response = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/"), body);
            return response.IsSuccessStatusCode
                && response.Headers.TryGetValues("X-ClickHouse-Server-Display-Name", out var names)
                && names.Contains(token);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
