namespace TensorZero.Embedded.Evaluations.Statistics;

/// <summary>
/// Which values belong together because they share something: the datapoint that was repeated, the episode, a tag. Values of one cluster
/// resemble one another, so they say less than as many independent ones; a method given the clusters counts them, not the values.
/// </summary>
public sealed class Clustering
{
    private readonly int[] _clusterOf;

    private Clustering(int[] clusterOf, int count)
    {
        _clusterOf = clusterOf;
        Count = count;
    }

    /// <summary>How many clusters there are.</summary>
    public int Count { get; }

    /// <summary>For each value the index of its cluster, from 0.</summary>
    public IReadOnlyList<int> ClusterOf => _clusterOf;

    /// <summary>Values with equal labels form a cluster.</summary>
    /// <typeparam name="T">The label's type, such as a datapoint's id.</typeparam>
    /// <param name="labels">One label for each value, in the order of the values.</param>
    /// <returns>The clusters, in the order of their first values.</returns>
    public static Clustering By<T>(IEnumerable<T> labels)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(labels);
        var indices = new Dictionary<T, int>();
        var clusterOf = new List<int>();
        foreach (var label in labels)
        {
            if (!indices.TryGetValue(label, out var index))
            {
                indices.Add(label, index = indices.Count);
            }

            clusterOf.Add(index);
        }

        return new Clustering([.. clusterOf], indices.Count);
    }

    /// <summary>The values of each cluster; every value alone where there are no clusters.</summary>
    internal static double[][] Split(double[] values, Clustering? clusters)
    {
        if (clusters is null)
        {
            return Array.ConvertAll(values, value => new[] { value });
        }

        Input.SameLength(values.Length, clusters._clusterOf.Length, nameof(clusters));
        var members = new List<double>[clusters.Count];
        for (var i = 0; i < values.Length; i++)
        {
            (members[clusters._clusterOf[i]] ??= []).Add(values[i]);
        }

        return Array.ConvertAll(members, cluster => cluster.ToArray());
    }
}
