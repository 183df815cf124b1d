using TensorZero.Embedded.Storage.ClickHouse;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Reading;

/// <summary>Rows as TensorZero's gateway sends them, in the forms of several of its versions.</summary>
internal static class TensorZeroRows
{
    public const string OldChat = "01934c9a-be70-7e80-9ec2-0ef5d8b7c001";
    public const string NewChat = "0196c682-72e0-7c83-a92b-9d1a3c7630f2";
    public const string Json = "0196374c-2c6d-7ce0-b508-e3b24ee4579c";
    public const string Episode = "01934c9a-be70-74f0-b2c3-6a1f29b1a001";
    public const string OtherEpisode = "0196c682-72e0-7c83-a92b-9d1a3c763001";

    private static readonly (string Table, string Rows)[] All =
    [
        (
            "ChatInference",
            """
            {"id":"01934c9a-be70-7e80-9ec2-0ef5d8b7c001","function_name":"weather_helper","variant_name":"gpt_4o","episode_id":"01934c9a-be70-74f0-b2c3-6a1f29b1a001","input":"{\"system\":{\"assistant_name\":\"AskJeeves\"},\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"value\":\"What is the weather in Tokyo?\"}]},{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_call\",\"id\":\"1\",\"name\":\"get_temperature\",\"arguments\":\"{\\\"location\\\":\\\"Tokyo\\\"}\"}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"name\":\"get_temperature\",\"result\":\"70\",\"id\":\"1\"},{\"type\":\"text\",\"value\":{\"topic\":\"rain\"}},{\"type\":\"image\",\"image\":{\"url\":null,\"mime_type\":\"image/png\"},\"storage_path\":{\"kind\":{\"type\":\"disabled\"},\"path\":\"observability/images/08bf.png\"}}]}]}","output":"[{\"type\":\"text\",\"text\":\"It is 70 degrees.\"},{\"type\":\"tool_call\",\"id\":\"2\",\"name\":\"get_temperature\",\"raw_name\":\"get_temperature\",\"arguments\":{\"location\":\"Kyoto\"},\"raw_arguments\":\"{\\\"location\\\":\\\"Kyoto\\\"}\"}]","tool_params":"{\"tools_available\":[{\"description\":\"Get the current temperature\",\"parameters\":{\"type\":\"object\"},\"name\":\"get_temperature\",\"strict\":false}],\"tool_choice\":{\"specific\":\"get_temperature\"},\"parallel_tool_calls\":true}","inference_params":"{\"chat_completion\":{\"temperature\":0.5,\"json_mode\":\"implicit_tool\"}}"}
            """),
        (
            "ChatInference",
            """
            {"id":"0196c682-72e0-7c83-a92b-9d1a3c7630f2","function_name":"basic_test","variant_name":"anthropic","episode_id":"0196c682-72e0-7c83-a92b-9d1a3c763001","input":"{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"template\",\"name\":\"user\",\"arguments\":{\"topic\":\"Größe\"}},{\"type\":\"file\",\"source_url\":null,\"mime_type\":\"application/pdf\",\"storage_path\":{\"kind\":{\"type\":\"s3_compatible\",\"bucket_name\":\"b\"},\"path\":\"observability/files/3e.pdf\"}},{\"type\":\"unknown\",\"data\":{\"type\":\"custom\"},\"model_name\":\"m\",\"provider_name\":\"p\"}]}]}","output":"[{\"type\":\"thought\",\"text\":\"Hm.\",\"signature\":\"c2ln\",\"provider_type\":\"anthropic\"},{\"type\":\"text\",\"text\":\"Groß.\"}]","tool_params":"","dynamic_tools":["{\"type\":\"function\",\"description\":\"Say it\",\"parameters\":{\"type\":\"object\"},\"name\":\"say\",\"strict\":true}"],"dynamic_provider_tools":["{\"scope\":{\"model_name\":\"m\",\"provider_name\":\"p\"},\"tool\":{\"type\":\"web_search\"}}"],"allowed_tools":"{\"tools\":[\"say\"],\"choice\":\"explicit\"}","tool_choice":"required","parallel_tool_calls":null,"inference_params":"{\"chat_completion\":{\"max_tokens\":100,\"service_tier\":\"auto\",\"later_setting\":1}}","processing_time_ms":1234,"ttft_ms":56,"tags":{"tensorzero::dataset_name":"d","user":"42"},"extra_body":"[]","snapshot_hash":"4660"}
            """),
        (
            "JsonInference",
            """
            {"id":"0196374c-2c6d-7ce0-b508-e3b24ee4579c","function_name":"extract_entities","variant_name":"gpt_4o_mini","episode_id":"01934c9a-be70-74f0-b2c3-6a1f29b1a001","input":"{\"messages\":[{\"role\":\"user\",\"content\":\"Ravanelli in Turin\"}]}","output":"{\"raw\":\"{\\\"person\\\":[]}\",\"parsed\":{\"person\":[]}}","auxiliary_content":"","output_schema":"{\"type\":\"object\"}","inference_params":"{\"chat_completion\":{}}","processing_time_ms":300,"ttft_ms":null,"tags":{"user":"42"},"extra_body":null,"snapshot_hash":null}
            """),
        (
            "ModelInference",
            """
            {"id":"01934c9a-be71-7000-8000-0ef5d8b7c001","inference_id":"01934c9a-be70-7e80-9ec2-0ef5d8b7c001","raw_request":"{}","raw_response":"{\"id\":1}","model_name":"gpt-4o","model_provider_name":"openai","input_tokens":100,"output_tokens":7,"response_time_ms":250,"ttft_ms":null,"system":null,"input_messages":"[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What is the weather in Tokyo?\"}]}]","output":"[{\"type\":\"text\",\"text\":\"It is 70 degrees.\"}]"}
            {"id":"0196c682-72e1-7000-8000-9d1a3c7630f2","inference_id":"0196c682-72e0-7c83-a92b-9d1a3c7630f2","function_name":"basic_test","variant_name":"anthropic","raw_request":"{}","raw_response":"","model_name":"claude","model_provider_name":"anthropic","input_tokens":10,"output_tokens":null,"response_time_ms":1200,"ttft_ms":50,"system":"Be brief.","input_messages":"[]","output":"[]","cached":false,"finish_reason":"stop_sequence","cost":0.000123,"provider_cache_read_input_tokens":5,"provider_cache_write_input_tokens":null,"snapshot_hash":"4660"}
            """),
        (
            "BooleanMetricFeedback",
            """
            {"id":"0196c700-0000-7000-8000-000000000001","target_id":"0196c682-72e0-7c83-a92b-9d1a3c7630f2","metric_name":"task_success","value":true,"tags":{"author":"x"},"snapshot_hash":"4660"}
            """),
        (
            "FloatMetricFeedback",
            """
            {"id":"0196c700-0000-7000-8000-000000000002","target_id":"01934c9a-be70-74f0-b2c3-6a1f29b1a001","metric_name":"elapsed","value":0.1}
            {"id":"0196c700-0000-7000-8000-000000000003","target_id":"01934c9a-be70-74f0-b2c3-6a1f29b1a001","metric_name":"elapsed","value":2.7}
            """),
        (
            "CommentFeedback",
            """
            {"id":"0196c700-0000-7000-8000-000000000004","target_id":"0196c682-72e0-7c83-a92b-9d1a3c7630f2","target_type":"inference","value":"Nice"}
            """),
        (
            "DemonstrationFeedback",
            """
            {"id":"0196c700-0000-7000-8000-000000000005","inference_id":"0196374c-2c6d-7ce0-b508-e3b24ee4579c","value":"{\"raw\":\"{\\\"person\\\":[\\\"Ravanelli\\\"]}\",\"parsed\":{\"person\":[\"Ravanelli\"]}}"}
            """),
        (
            "ChatInferenceDatapoint",
            """
            {"dataset_name":"good-haikus","function_name":"write_haiku","id":"019562dc-d5b0-7e43-800d-3a5d37ec37a3","episode_id":"019562dc-d5b0-7e43-800d-3a6c90389054","input":"{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"arguments\":{\"topic\":\"company\"}}]}]}","output":null,"tool_params":"","tags":{},"auxiliary":"","is_deleted":false,"updated_at":"2025-03-10 20:14:21.000000"}
            {"dataset_name":"good-haikus","function_name":"write_haiku","id":"019562dc-d5b0-7e43-800d-3a5d37ec37a3","episode_id":null,"input":"{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"newer\"}]}]}","output":"[{\"type\":\"text\",\"text\":\"out\"}]","tool_params":"","tags":{"t":"1"},"auxiliary":"","is_deleted":false,"updated_at":"2025-03-11 20:14:21.123456","is_custom":true,"name":"n"}
            {"dataset_name":"good-haikus","function_name":"write_haiku","id":"019562dc-ae7d-7da1-80ee-90e5f720ba21","input":"{\"messages\":[]}","output":null,"tool_params":"","tags":{},"auxiliary":"","is_deleted":true,"updated_at":"2025-03-10 20:14:21.000000"}
            {"dataset_name":"good-haikus","function_name":"write_haiku","id":"019562d9-8fc6-7aa2-82bc-a32ab6de31f7","input":"{\"messages\":[]}","output":null,"tool_params":"","tags":{},"auxiliary":"","is_deleted":false,"updated_at":"2025-03-10 20:14:21.000000","staled_at":"2025-03-12 20:14:21.000000"}
            """),
        (
            "JsonInferenceDatapoint",
            """
            {"dataset_name":"exact_matches","function_name":"extract_entities","id":"01957bbb-4ca5-7253-802c-d303a992a78e","episode_id":"01957bbb-4ca5-7253-802c-d317dd9a96ab","input":"{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Northern Ireland\"}]}]}","output":"{\"raw\":\"{}\",\"parsed\":{}}","output_schema":"{\"type\":\"object\"}","tags":{},"auxiliary":"","is_deleted":false,"updated_at":"2025-03-10 20:13:14.000000","source_inference_id":"0196374c-2c6d-7ce0-b508-e3b24ee4579c"}
            """),
    ];

    public static async Task InsertAsync(ClickHouseClient client)
    {
        foreach (var (table, rows) in All)
        {
            await client.ExecuteAsync($"INSERT INTO {table} FORMAT JSONEachRow\n{rows}", default);
        }
    }
}
