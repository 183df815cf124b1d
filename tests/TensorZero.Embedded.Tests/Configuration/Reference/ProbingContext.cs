using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>Has the binding read tables that nobody wrote, to see which keys it asks for.</summary>
internal sealed class ProbingContext(KeyExplorer explorer) : BindingContext(new ProblemList())
{
    public override TableReader CreateReader(TableNode node, string path) => new ProbingReader(node, path, this, explorer);
}
