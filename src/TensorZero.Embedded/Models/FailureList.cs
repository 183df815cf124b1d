namespace TensorZero.Embedded.Models;

/// <summary>Why the providers of a routing list failed, one after the other. Allocates only once there is a failure.</summary>
internal struct FailureList(string modelName)
{
    private List<(string Provider, CallFailure Failure)>? _failures;

    public void AddResting(ProviderEndpoint endpoint) =>
        Add(endpoint, new CallFailure(ProviderFailure.CoolingDown, "skipped, it is cooling down after a failure"));

    /// <summary>Notes a failure; true when the time of the whole list is up, so that nobody else is asked.</summary>
    public bool EndsAfter(ProviderEndpoint endpoint, CallFailure failure, Deadline deadline)
    {
        Add(endpoint, failure);
        return deadline.Token.IsCancellationRequested;
    }

    public readonly CallFailure ToFailure(Deadline deadline) =>
        deadline.HasExpired ? deadline.ToFailure() : CallFailure.AllProvidersFailed(modelName, _failures ?? []);

    private void Add(ProviderEndpoint endpoint, CallFailure failure) => (_failures ??= []).Add((endpoint.Name, failure));
}
