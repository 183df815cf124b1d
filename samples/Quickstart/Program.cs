using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickstart;
using TensorZero.Embedded;

var hasKey = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OPENAI_API_KEY"));
await using var standIn = hasKey ? null : StandInProvider.Start();
var apiBase = standIn?.ApiBase.ToString() ?? Environment.GetEnvironmentVariable("OPENAI_BASE_URL") ?? "https://api.openai.com/v1";
var modelName = Environment.GetEnvironmentVariable("OPENAI_MODEL") ?? "gpt-5-mini";
Console.WriteLine(standIn is null
    ? $"Asking {modelName} at {apiBase}.\n"
    : "No OPENAI_API_KEY is set: a stand-in on loopback answers by rules instead of a model.\n");

// quote:register
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTensorZero(options =>
{
    options.Configuration = TensorZeroConfiguration
        .FromFile(Path.Combine(AppContext.BaseDirectory, "config", "tensorzero.toml"))
        .With(configuration => Models.AddAssistant(configuration, apiBase, modelName));
    options.SqlitePath = "quickstart.db";
});
builder.Services.AddSingleton<TeaShop>();
// end

builder.Logging.SetMinimumLevel(LogLevel.Warning);
if (standIn is not null)
{
    // The stand-in wants no key, but the configuration asks for one.
    builder.Services.AddTensorZero(options => options.EnvironmentVariable = name =>
        name == "OPENAI_API_KEY" ? "none needed" : Environment.GetEnvironmentVariable(name));
}

using var host = builder.Build();
await host.StartAsync();
var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

var episode = await host.Services.GetRequiredService<TeaShop>().ServeAsync(Console.Out, stopping);

Console.WriteLine("What was recorded in quickstart.db:\n");
await RecordTable.PrintAsync(host.Services.GetRequiredService<IInferenceHistory>(), episode, Console.Out, stopping);
await host.StopAsync();
