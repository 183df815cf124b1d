using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Storage.Journal.Format;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Journal.Format;

internal sealed class RecordFormatTests
{
    [Test]
    public void Every_record_is_read_as_it_was_written() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(RecordGenerators.Records().ToArbitrary(), record =>
        {
            var difference = Difference.Between(record, RecordDecoder.Read(Encode(record)));
            Assert.That(difference, Is.Null);
            return true;
        }));

    [Test]
    public void Every_record_that_ends_too_early_or_goes_on_is_refused() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(RecordGenerators.Records().ToArbitrary(), record =>
        {
            var bytes = Encode(record);
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Throws<FormatException>(() => RecordDecoder.Read(bytes.AsMemory(0, length)), $"cut at {length}");
            }

            Assert.Throws<FormatException>(() => RecordDecoder.Read((byte[])[.. bytes, 0]));
            return true;
        }));

    [Test]
    public void Bytes_of_no_kind_of_record_are_refused_and_nothing_else_happens() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Gen.ListOf(Gen.Choose(0, 255)).ToArbitrary(), values =>
        {
            try
            {
                _ = RecordDecoder.Read((byte[])[(byte)RecordKind.Inference, .. values.Select(value => (byte)value)]);
            }
            catch (FormatException)
            {
            }

            return true;
        }));

    private static byte[] Encode(Record record)
    {
        var buffer = EncodingBuffer.Rent();
        RecordEncoder.Write(buffer, record);
        var bytes = buffer.Written.ToArray();
        buffer.Return();
        return bytes;
    }
}
