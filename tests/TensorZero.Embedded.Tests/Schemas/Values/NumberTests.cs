using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Schemas.Values;

namespace TensorZero.Embedded.Tests.Schemas.Values;

[TestFixture]
internal sealed class NumberTests
{
    [TestCase("1", "1.0", 0)]
    [TestCase("10", "1e1", 0)]
    [TestCase("0", "-0.0e5", 0)]
    [TestCase("0.1", "1E-1", 0)]
    [TestCase("100", "99.999", 1)]
    [TestCase("-100", "-99.999", -1)]
    [TestCase("-1", "1", -1)]
    [TestCase("0", "-0.001", 1)]
    [TestCase("12345678901234567890123456789012345678901", "12345678901234567890123456789012345678902", -1)]
    [TestCase("0.1000000000000000000000000000000000000001", "0.1", 1)]
    [TestCase("1e400", "1e399", 1)]
    [TestCase("9007199254740993", "9007199254740992.0", 1)]
    [TestCase("1e99999999999999999999999", "1", 1)]
    [TestCase("1.20", "1.2", 0)]
    [TestCase("1002", "1.002e3", 0)]
    public void Numbers_are_compared_exactly(string left, string right, int expected)
    {
        var comparison = Read(left).CompareTo(Read(right));
        var opposite = Read(right).CompareTo(Read(left));

        Assert.Multiple(() =>
        {
            Assert.That(Math.Sign(comparison), Is.EqualTo(expected));
            Assert.That(Math.Sign(opposite), Is.EqualTo(-expected));
        });
    }

    [TestCase("1.0", true)]
    [TestCase("1.5e1", true)]
    [TestCase("1e-1", false)]
    [TestCase("100e-2", true)]
    [TestCase("0.0", true)]
    [TestCase("1e400", true)]
    [TestCase("123456789012345678901234567890.5", false)]
    public void Whole_numbers_are_integers_however_written(string number, bool expected) =>
        Assert.That(Read(number).IsInteger, Is.EqualTo(expected));

    [TestCase("0.3", "0.1", true)]
    [TestCase("0.35", "0.1", false)]
    [TestCase("19.99", "0.01", true)]
    [TestCase("1e308", "0.5", true)]
    [TestCase("1e308", "0.123456789", false)]
    [TestCase("123456789012345678901234567891", "3", false)]
    [TestCase("123456789012345678901234567890", "3", true)]
    [TestCase("12345678901234567890123456789", "12345678901234567890123456789", true)]
    [TestCase("24691357802469135780246913578", "12345678901234567890123456789", true)]
    [TestCase("24691357802469135780246913579", "12345678901234567890123456789", false)]
    [TestCase("0", "7", true)]
    [TestCase("-9", "4.5", true)]
    [TestCase("4.5", "9", false)]
    [TestCase("1e1000000000", "7", false)]
    [TestCase("7e1000000000", "7", true)]
    public void Multiples_are_exact(string number, string divisor, bool expected) =>
        Assert.That(new Divisor(Read(divisor)).Divides(Read(number)), Is.EqualTo(expected));

    [TestCase("""[1,{"a":"x","b":[2]}]""", """[1.0,{"b":[20e-1],"a":"\u0078"}]""", true)]
    [TestCase("""{"a":1,"b":2}""", """{"a":1}""", false)]
    [TestCase("""{"a":1,"b":2}""", """{"a":1,"c":2}""", false)]
    [TestCase("\"\\ud83d\\udc32\"", "\"\U0001F432\"", true)]
    [TestCase("\"\\ud83d\"", "\"\\ud83e\"", false)]
    [TestCase("1", "true", false)]
    [TestCase("[]", "{}", false)]
    [TestCase("\"\\/\"", "\"/\"", true)]
    public void Values_are_equal_by_meaning(string left, string right, bool expected)
    {
        using var a = JsonDocument.Parse(left);
        using var b = JsonDocument.Parse(right);

        Assert.Multiple(() =>
        {
            Assert.That(JsonEquality.AreEqual(a.RootElement, b.RootElement), Is.EqualTo(expected));
            Assert.That(
                JsonEquality.Instance.GetHashCode(a.RootElement) == JsonEquality.Instance.GetHashCode(b.RootElement), Is.EqualTo(expected));
        });
    }

    [TestCase("\\ud83d\\udc32", 1)]
    [TestCase("\U0001F432é", 2)]
    [TestCase("\\ud83d", 1)]
    [TestCase("\\ud83dx", 2)]
    [TestCase("a\\n\\u0041\\\\", 4)]
    public void Texts_are_counted_in_code_points(string raw, int expected)
    {
        using var text = new UnescapedText(Encoding.UTF8.GetBytes(raw));

        Assert.That(text.CodePoints, Is.EqualTo(expected));
    }

    private static JsonNumber Read(string text) => new(Encoding.UTF8.GetBytes(text));
}
