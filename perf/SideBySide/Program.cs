using TensorZero.Embedded.SideBySide;
using TensorZero.Embedded.SideBySide.Gateways;
using TensorZero.Embedded.SideBySide.Loopback;

switch (args)
{
    case [LoopbackProvider.Argument]:
        await LoopbackProvider.ServeAsync();
        return 0;
    case [PassThrough.Argument, var upstream]:
        await PassThrough.ServeAsync(new Uri(upstream));
        return 0;
    case ["--short", .. var parts]:
        await Comparison.RunAsync(Extent.Short, parts);
        return 0;
    case ["--full", .. var parts]:
        await Comparison.RunAsync(Extent.Full, parts);
        return 0;
    default:
        Console.Error.WriteLine("usage: (--short | --full) [in-process] [gateway] [scale]");
        return 2;
}
