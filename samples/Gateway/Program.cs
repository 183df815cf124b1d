using Microsoft.AspNetCore.RateLimiting;
using TensorZero.Embedded;

// quote:program
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTensorZero(Path.Combine(AppContext.BaseDirectory, "config", "tensorzero.toml"));
builder.Services.AddRateLimiter(limits => limits.AddConcurrencyLimiter("models", options => options.PermitLimit = 64));

var app = builder.Build();
app.UseRateLimiter();
app.MapGroup("/llm").MapTensorZero(gateway => gateway.MaxRequestBytes = 10 * 1024 * 1024).RequireRateLimiting("models");

// The same engine, in process: what this records and what callers of /llm record stand in one database.
app.MapGet("/greeting", async (IInferenceClient inference, CancellationToken cancellationToken) =>
    (await inference.InferAsync(InferenceRequest.ToFunction("answer", "Hello"), cancellationToken)).Text);

app.Run();
// end
