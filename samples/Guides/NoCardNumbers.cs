using System.Text.RegularExpressions;
using TensorZero.Embedded;

namespace Guides;

// quote:hook
/// <summary>Refuses requests that hold something like a card's number.</summary>
internal sealed partial class NoCardNumbers : IInferenceHook
{
    public ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var texts = request.Input.Messages.SelectMany(message => message.Content).OfType<TextBlock>();
        return texts.Any(block => CardNumber().IsMatch(block.Text))
            ? throw new InvalidInferenceRequestException(InferenceRequestError.Refused, "the message holds a card's number")
            : ValueTask.FromResult(request);
    }

    [GeneratedRegex(@"(\d[ -]?){13,16}")]
    private static partial Regex CardNumber();
}
// end
