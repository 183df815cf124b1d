namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>What is wrong with a schema, as far as found; the first hundred are enough to work on.</summary>
internal sealed class ProblemList
{
    private const int Most = 100;

    private readonly List<SchemaProblem> _problems = [];

    public bool IsEmpty => _problems.Count == 0;

    public void Add(string pointer, string message)
    {
        var problem = new SchemaProblem(pointer, message);
        if (_problems.Count < Most && !_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    public void ThrowIfAny()
    {
        if (!IsEmpty)
        {
            throw new SchemaCompileException(_problems);
        }
    }
}
