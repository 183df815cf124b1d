namespace TensorZero.Embedded.ClickHouseServer;

/// <summary>Where a server keeps its data: in memory where there is room, because it makes and deletes ten files with each small insert.</summary>
internal static class ServerFolder
{
    private const string Memory = "/dev/shm";
    private const long Room = 4L << 30;

    public static string Create() => HasRoom()
        ? Directory.CreateDirectory(Path.Combine(Memory, $"clickhouse-{Path.GetRandomFileName()}")).FullName
        : Directory.CreateTempSubdirectory("clickhouse-").FullName;

    private static bool HasRoom() => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Room;
}
