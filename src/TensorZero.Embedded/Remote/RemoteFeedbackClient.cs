using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Remote;

/// <summary>Sends feedback to a gateway.</summary>
internal sealed class RemoteFeedbackClient(GatewayConnection gateway) : IFeedbackClient
{
    public Task<Guid> SendAsync(FeedbackRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return gateway.AskAsync(
            gateway.FeedbackRoute,
            JsonBody.Write(request, static (feedback, writer) => FeedbackCallWriter.Write(writer, feedback)),
            static reply => reply.RequiredId("feedback_id", "the answer"),
            FeedbackFailures.Instance,
            cancellationToken);
    }
}
