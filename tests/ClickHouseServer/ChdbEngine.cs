using System.Runtime.InteropServices;

namespace TensorZero.Embedded.ClickHouseServer;

/// <summary>The native library <c>libchdb.so</c>: a whole ClickHouse that runs inside this process.</summary>
internal sealed class ChdbEngine
{
    /// <summary>What the engine's parser and planner need for deep queries; .NET's own threads have 1.5 MB.</summary>
    private const int StackBytes = 64 << 20;

    private readonly QueryCommandLine _query;
    private readonly ErrorOfResult _errorOf;

    public ChdbEngine(string library)
    {
        var handle = NativeLibrary.Load(library);

        // First of all: the library's signal handlers and those of the runtime do not get on.
        Marshal.GetDelegateForFunctionPointer<SetSignalHandlers>(NativeLibrary.GetExport(handle, "chdb_set_signal_handlers_enabled"))(0);
        _errorOf = Marshal.GetDelegateForFunctionPointer<ErrorOfResult>(NativeLibrary.GetExport(handle, "chdb_result_error"));
        _query = Marshal.GetDelegateForFunctionPointer<QueryCommandLine>(NativeLibrary.GetExport(handle, "chdb_query_cmdline"));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetSignalHandlers(int enabled);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint QueryCommandLine(int count, nint[] arguments);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint ErrorOfResult(nint result);

    /// <summary>Ends the process without waiting for the engine's threads, which would take its time.</summary>
    public static void EndProcess() => Exit(0);

    /// <summary>Runs a ClickHouse command on a thread of its own.</summary>
    /// <returns>Done when the command has ended, with its error; null for none.</returns>
    public Task<string?> RunInBackground(params string[] arguments)
    {
        var ended = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                nint[] texts = [.. arguments.Select(Marshal.StringToCoTaskMemUTF8)];
                ended.SetResult(Marshal.PtrToStringUTF8(_errorOf(_query(texts.Length, texts))));
            },
            StackBytes)
        {
            IsBackground = true,
        };
        thread.Start();
        return ended.Task;
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Exit(int code);
}
