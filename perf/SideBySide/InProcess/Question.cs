namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>What all contenders ask, in the words that the templates make of it.</summary>
internal static class Question
{
    public const string Shop = "Seven Cups";
    public const string Customer = "Ada";
    public const string Message = "My order AB-1234 has not arrived yet, and I need the Sencha by the weekend. Can you find out where it is?";
    public const double Temperature = 0.3;
    public const int MaxTokens = 300;

    public static string System(string shop) =>
        $"You answer customers of the tea shop {shop}.\nBe friendly and brief: two or three sentences, no lists.";

    public static string User(string customer, string message) => $"{customer} writes:\n{message}";
}
