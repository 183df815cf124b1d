using TensorZero.Embedded.Cli;

return TensorZeroCommand.Create().Parse(args).Invoke();
