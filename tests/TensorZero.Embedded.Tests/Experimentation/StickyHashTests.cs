using TensorZero.Embedded.Experimentation;

namespace TensorZero.Embedded.Tests.Experimentation;

/// <summary>The places were computed with Python's hashlib: <c>int.from_bytes(sha256(name + id.bytes).digest()[:4], 'big')</c>.</summary>
internal sealed class StickyHashTests
{
    private const string Long = "f*300";

    [TestCase("basic_test", "0190a7b2-7c4d-7e1f-8a2b-3c4d5e6f7081", 3116563224u)]
    [TestCase("basic_test", "018f0000-0000-7000-8000-000000000000", 1043660541u)]
    [TestCase("basic_test", "0196b0f3-1111-7abc-9def-0123456789ab", 2689615008u)]
    [TestCase("basic_test", "01890a5d-ac96-774b-bcce-b302099a8057", 2663632455u)]
    [TestCase("extract", "0190a7b2-7c4d-7e1f-8a2b-3c4d5e6f7081", 1134736720u)]
    [TestCase("extract", "018f0000-0000-7000-8000-000000000000", 3200674560u)]
    [TestCase("extract", "0196b0f3-1111-7abc-9def-0123456789ab", 604296769u)]
    [TestCase("extract", "01890a5d-ac96-774b-bcce-b302099a8057", 1080336756u)]
    [TestCase("écrire", "0190a7b2-7c4d-7e1f-8a2b-3c4d5e6f7081", 1790671564u)]
    [TestCase("écrire", "018f0000-0000-7000-8000-000000000000", 3560210181u)]
    [TestCase(Long, "0190a7b2-7c4d-7e1f-8a2b-3c4d5e6f7081", 1444304464u)]
    [TestCase(Long, "0196b0f3-1111-7abc-9def-0123456789ab", 3284617277u)]
    public void A_function_and_an_episode_fall_on_their_place(string function, string episode, uint place)
    {
        var name = function == Long ? new string('f', 300) : function;

        Assert.That(StickyHash.PlaceOf(name, Guid.Parse(episode)), Is.EqualTo(place / 4294967296.0));
    }
}
