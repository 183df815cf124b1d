namespace TensorZero.Embedded.Configuration.Files;

/// <summary>Merges trees: tables unite, anything else may stand in one of them only.</summary>
internal static class TreeMerge
{
    public static TableNode Merge(IReadOnlyList<TableNode> trees, ProblemList problems)
    {
        if (trees.Count == 0)
        {
            return new TableNode();
        }

        var merged = trees[0];
        foreach (var tree in trees.Skip(1))
        {
            MergeInto(merged, tree, "", problems);
        }

        return merged;
    }

    private static void MergeInto(TableNode target, TableNode source, string path, ProblemList problems)
    {
        foreach (var (key, keyPosition, value) in source.Entries)
        {
            var keyPath = ConfigurationPath.Append(path, key);
            if (!target.TryGet(key, out var existing))
            {
                target.Add(key, keyPosition, value);
            }
            else if (existing is TableNode targetTable && value is TableNode sourceTable)
            {
                MergeInto(targetTable, sourceTable, keyPath, problems);
            }
            else
            {
                var other = target.KeyPosition(key);
                problems.Error(keyPosition, keyPath, existing is TableNode || value is TableNode
                    ? $"{value.Description} here cannot be merged with {existing.Description} at {other}"
                    : $"already given at {other}");
            }
        }
    }
}
