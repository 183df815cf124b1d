namespace TensorZero.Embedded.Tests.House;

/// <summary>The bar of CONTRIBUTING.md for the files of the libraries: small enough to read at once.</summary>
public sealed class FileSizeTest
{
    private static readonly (string File, int Lines)[] Files = [.. Checkout.TextFiles()
        .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => (File: file, Lines: File.ReadLines(Path.Combine(Checkout.Root, file)).Count()))
        .OrderBy(file => file.Lines)];

    [Test]
    public void No_file_is_longer_than_400_lines() =>
        Assert.That(Files.Where(file => file.Lines > 400), Is.Empty);

    [Test]
    public void Half_the_files_have_at_most_60_lines() =>
        Assert.That(Files[Files.Length / 2].Lines, Is.LessThanOrEqualTo(60));

    [Test]
    public void Nine_files_in_ten_have_at_most_200_lines() =>
        Assert.That(Files[Files.Length * 9 / 10].Lines, Is.LessThanOrEqualTo(200));
}
