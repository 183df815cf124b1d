using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TensorZero.Embedded.Gateway.Tests;

/// <summary>docs/http-api.md names every route there is, and no other.</summary>
internal sealed partial class HttpApiPageTests
{
    [Test]
    public void The_page_names_exactly_the_routes_that_are_mapped()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.MapTensorZero();
        var mapped = ((IEndpointRouteBuilder)application).DataSources
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                .Where(method => method != HttpMethods.Head)
                .Select(method => $"{method} {endpoint.RoutePattern.RawText}"));

        var written = Route().Matches(File.ReadAllText(Page())).Select(match => match.Groups[1].Value);

        Assert.That(written, Is.EquivalentTo(mapped));
    }

    [GeneratedRegex(@"^\| `((?:GET|POST|PATCH|DELETE) [^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Route();

    private static string Page()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var page = Path.Combine(folder.FullName, "docs", "http-api.md");
            if (File.Exists(page))
            {
                return page;
            }
        }

        throw new FileNotFoundException("docs/http-api.md is not above the tests.");
    }
}
