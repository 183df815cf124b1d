using System.Diagnostics;
using System.Security.Cryptography;

namespace TensorZero.Embedded.ClickHouseServer;

/// <summary>The files of a server: its configuration, its users, its data.</summary>
internal sealed class ServerFiles
{
    private readonly string _pipe;

    private ServerFiles(string folder)
    {
        Configuration = Path.Combine(folder, "config.xml");
        Data = Path.Combine(folder, "data");
        _pipe = Path.Combine(folder, "alive");
    }

    public string Configuration { get; }

    /// <summary>Stays from one start to the next.</summary>
    public string Data { get; }

    /// <summary>What this server, and no other on the same port, answers with.</summary>
    public string Token { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Opens the port, and then does not end.</summary>
    public string Query =>
        $"SYSTEM START LISTEN HTTP; SELECT count() FROM file('{_pipe}', 'LineAsString', 'l String') "
        + "SETTINGS storage_file_read_method = 'read', max_execution_time = 0";

    public static ServerFiles Write(string folder, string port)
    {
        var files = new ServerFiles(folder);
        Directory.CreateDirectory(files.Data);
        var users = Path.Combine(folder, "users.xml");
        File.WriteAllText(users, Users);
        File.WriteAllText(files.Configuration, $"""
            <clickhouse>
                <users_config>{users}</users_config>
                <listen_host>127.0.0.1</listen_host>
                <http_port>{port}</http_port>
                <display_name>{files.Token}</display_name>
                <logger><level>none</level></logger>
                <background_pool_size>2</background_pool_size>
                <background_schedule_pool_size>4</background_schedule_pool_size>
                <background_common_pool_size>2</background_common_pool_size>
                <asynchronous_metrics_update_period_s>3600</asynchronous_metrics_update_period_s>
                <memory_worker_period_ms>1000</memory_worker_period_ms>
            </clickhouse>
            """);
        if (!File.Exists(files._pipe))
        {
            using var make = Process.Start("mkfifo", [files._pipe]);
            make.WaitForExit();
        }

        return files;
    }

    /// <summary>Never waits: a pipe that is opened for reading and writing has both ends.</summary>
    public FileStream OpenPipe() => new(_pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>The engine logs in to itself as <c>default</c>. One user may do everything, one may only read and change settings, one not even that.</summary>
    private static string Users =>
        // Queries are small and never the same twice: compiling them costs more than it saves, and two cores do the work of all tests.
        $"""
        <clickhouse>
            <profiles>
                <default>
                    <implicit_select>0</implicit_select>
                    <compile_expressions>0</compile_expressions>
                    <compile_aggregate_expressions>0</compile_aggregate_expressions>
                    <compile_sort_description>0</compile_sort_description>
                    <max_threads>2</max_threads>
                    <max_execution_time>120</max_execution_time>
                    <query_profiler_real_time_period_ns>0</query_profiler_real_time_period_ns>
                    <query_profiler_cpu_time_period_ns>0</query_profiler_cpu_time_period_ns>
                </default>
                <reader><readonly>2</readonly></reader>
                <strict_reader><readonly>1</readonly></strict_reader>
            </profiles>
            <quotas><default /></quotas>
            <users>
                <default>
                    <password></password>
                    <networks><ip>127.0.0.1</ip></networks>
                    <profile>default</profile>
                    <quota>default</quota>
                </default>
                <{ServerUsers.Owner}>
                    <password>{ServerUsers.Password}</password>
                    <networks><ip>127.0.0.1</ip></networks>
                    <profile>default</profile>
                    <quota>default</quota>
                    <access_management>1</access_management>
                </{ServerUsers.Owner}>
                <{ServerUsers.Reader}>
                    <password>{ServerUsers.Password}</password>
                    <networks><ip>127.0.0.1</ip></networks>
                    <profile>reader</profile>
                    <quota>default</quota>
                </{ServerUsers.Reader}>
                <{ServerUsers.StrictReader}>
                    <password>{ServerUsers.Password}</password>
                    <networks><ip>127.0.0.1</ip></networks>
                    <profile>strict_reader</profile>
                    <quota>default</quota>
                </{ServerUsers.StrictReader}>
            </users>
        </clickhouse>
        """;
}
