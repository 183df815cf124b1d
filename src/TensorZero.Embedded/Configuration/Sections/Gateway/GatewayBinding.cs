using System.Net;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Gateway;

/// <summary>The keys of <c>[gateway]</c> that need more than a type.</summary>
internal static class GatewayBinding
{
    public const string TemplateAccessKey = "template_filesystem_access";

    /// <summary>Written by exports only: what the templates include, by name.</summary>
    public const string IncludedTemplatesKey = "__included_templates";

    private const string BucketsKey = "tensorzero_inference_latency_overhead_seconds_buckets";

    public static string? BindAddress(TableReader table)
    {
        var address = table.Text("bind_address");
        if (address is not null && (!IPEndPoint.TryParse(address, out _) || !address.Contains(':')))
        {
            table.Error("bind_address", "expected an IP address and a port, such as \"127.0.0.1:3000\"");
        }

        return address;
    }

    public static string BasePath(TableReader table)
    {
        var path = table.Text("base_path") ?? "/";
        if (!path.StartsWith('/'))
        {
            table.Error("base_path", "must start with '/'");
        }

        return path.TrimEnd('/');
    }

    public static IReadOnlyList<double> LatencyBuckets(TableReader table) =>
        table.Table("metrics", metrics => metrics.Has(BucketsKey) ? BindBuckets(metrics) : null) ?? [0.001, 0.01, 0.1];

    /// <summary>The folder that templates may include from, or the texts that an exported configuration has in its place.</summary>
    public static GatewayConfig WithTemplateAccess(this GatewayConfig gateway, TableReader table)
    {
        IReadOnlyDictionary<string, string>? included = null;
        var folder = table.Table(TemplateAccessKey, access =>
        {
            if (access.Has(IncludedTemplatesKey))
            {
                included = access.TextMap(IncludedTemplatesKey);
            }

            access.Deprecated("enabled", "set `base_path`, or leave the table out");
            var enabled = access.Boolean("enabled");
            if (access.Text("base_path") is not null && access.Node("base_path") is ScalarNode path)
            {
                return access.Context.Files.ResolveDirectory(access.PathOf("base_path"), path);
            }

            if (enabled is true && access.Origin.Node.Position?.File.Directory is { } directory)
            {
                return Path.GetFullPath(directory);
            }

            return null;
        });
        return gateway with { TemplateBasePath = folder, IncludedTemplates = included };
    }

    private static List<double> BindBuckets(TableReader metrics)
    {
        var buckets = new List<double>();
        foreach (var (node, path) in metrics.Items(BucketsKey))
        {
            var value = node switch
            {
                ScalarNode { Kind: ScalarKind.Float } scalar => scalar.Float,
                ScalarNode { Kind: ScalarKind.Integer } scalar => scalar.Integer,
                _ => double.NaN,
            };
            if (!double.IsFinite(value) || value < 0 || (buckets.Count > 0 && value <= buckets[^1]))
            {
                metrics.Context.Problems.Error(node.Position, path, "expected finite numbers from 0 on, each greater than the one before");
                break;
            }

            buckets.Add(value);
        }

        return buckets;
    }
}
