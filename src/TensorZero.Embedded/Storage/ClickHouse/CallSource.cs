namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// The provider calls that answered, for statistics: rows with the alias <c>i</c> and a column <c>time</c>. A call that is there twice counts
/// twice: to find out costs more memory than there may be.
/// </summary>
internal static class CallSource
{
    /// <summary>Rows of older versions do not say whose call they are, but the inference they belong to does.</summary>
    private const string NamesOfOlderRows =
        """
        LEFT ANY JOIN (
            SELECT id_uint, function_name, variant_name FROM InferenceById
            WHERE id_uint IN (SELECT toUInt128(inference_id) FROM ModelInference WHERE function_name = '')) o
        ON o.id_uint = toUInt128(m.inference_id)
        """;

    private const string Function = "if(m.function_name = '', ifNull(o.function_name, ''), m.function_name)";
    private const string Variant = "if(m.function_name = '', ifNull(o.variant_name, ''), m.variant_name)";

    /// <param name="parameters">Takes the values.</param>
    /// <param name="query">What to narrow to.</param>
    /// <param name="groups">What is split by.</param>
    /// <param name="model">The model; null for all.</param>
    /// <param name="provider">The provider; null for all.</param>
    /// <param name="columns">What is measured.</param>
    /// <param name="condition">What else must hold.</param>
    public static string Of(
        ClickHouseParameters parameters,
        StatisticsQuery query,
        IReadOnlyList<StatisticsGroup> groups,
        string? model,
        string? provider,
        string columns,
        string condition = "1")
    {
        var named = (query.FunctionName ?? query.VariantName) is not null
            || groups.Contains(StatisticsGroup.Function) || groups.Contains(StatisticsGroup.Variant);
        var (function, variant) = named ? (Function, Variant) : ("''", "''");
        return
            $"""
            (SELECT {function} AS function_name, {variant} AS variant_name, m.model_name AS model_name,
                m.model_provider_name AS model_provider_name, {IdSql.TimeOf("m.id")} AS time, {columns}
            FROM ModelInference m
            {(named ? NamesOfOlderRows : "")}
            WHERE {condition}{StatisticsConditions.Names(parameters, query, Function, Variant)}
                {StatisticsConditions.Model(parameters, model, provider)}{StatisticsConditions.Times(parameters, query, IdSql.Key("m.id"))}) i
            """;
    }
}
