namespace TensorZero.Embedded;

/// <summary>What is wrong with a call about datasets. Nothing was changed, unless the message says otherwise.</summary>
public enum DatasetRequestError
{
    /// <summary>The request contradicts itself or lacks something: see the message.</summary>
    InvalidRequest,

    /// <summary>The dataset's name is empty or reserved.</summary>
    InvalidDatasetName,

    /// <summary>No function has this name.</summary>
    UnknownFunction,

    /// <summary>The output, schema or tools are those of the other type of function.</summary>
    WrongFunctionType,

    /// <summary>The input does not fit the function's schemas or templates.</summary>
    InvalidInput,

    /// <summary>The output holds something that no function answers with.</summary>
    InvalidOutput,

    /// <summary>The output schema is no JSON Schema.</summary>
    InvalidOutputSchema,

    /// <summary>A tool is unknown, or named twice, or its parameters are no JSON Schema.</summary>
    InvalidTools,

    /// <summary>There is no such inference, or none with the output that was asked for.</summary>
    UnknownInference,

    /// <summary>The inference was recorded without its content.</summary>
    ContentNotRecorded,

    /// <summary>The dataset has no such datapoint, or it was replaced or deleted.</summary>
    UnknownDatapoint,

    /// <summary>A line of JSON Lines is no datapoint.</summary>
    InvalidLine,
}
