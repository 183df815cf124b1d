namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// The tables, as a list of migrations: what has been shipped is never edited, only followed by another one. Table and column
/// names are TensorZero's in snake_case. Ids are the 16 bytes of a UUIDv7 in network order, so they sort by time; times are
/// milliseconds since 1970; money is in billionths of a dollar; JSON is text; NULL content was not recorded.
/// </summary>
internal static class SqliteSchema
{
    public static int Version => Migrations.Length;

    public static readonly string[] Migrations =
    [
        """
        CREATE TABLE schema_version (
            version INTEGER PRIMARY KEY,
            applied_at INTEGER NOT NULL,
            library_version TEXT NOT NULL
        ) STRICT;

        CREATE TABLE config_snapshot (
            hash TEXT PRIMARY KEY NOT NULL,
            config TEXT NOT NULL,
            library_version TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            last_used INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE chat_inference (
            id BLOB PRIMARY KEY NOT NULL,
            function_name TEXT NOT NULL,
            variant_name TEXT NOT NULL,
            episode_id BLOB NOT NULL,
            input TEXT,
            output TEXT,
            tool_params TEXT,
            inference_params TEXT NOT NULL,
            processing_time_ms INTEGER NOT NULL,
            ttft_ms INTEGER,
            timestamp INTEGER NOT NULL,
            tags TEXT NOT NULL,
            extra_body TEXT,
            dynamic_tools TEXT,
            dynamic_provider_tools TEXT,
            allowed_tools TEXT,
            tool_choice TEXT,
            parallel_tool_calls INTEGER,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX chat_inference_by_function ON chat_inference (function_name, id);
        CREATE INDEX chat_inference_by_episode ON chat_inference (episode_id, id);

        CREATE TABLE json_inference (
            id BLOB PRIMARY KEY NOT NULL,
            function_name TEXT NOT NULL,
            variant_name TEXT NOT NULL,
            episode_id BLOB NOT NULL,
            input TEXT,
            output TEXT,
            auxiliary_content TEXT,
            output_schema TEXT,
            inference_params TEXT NOT NULL,
            processing_time_ms INTEGER NOT NULL,
            ttft_ms INTEGER,
            timestamp INTEGER NOT NULL,
            tags TEXT NOT NULL,
            extra_body TEXT,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX json_inference_by_function ON json_inference (function_name, id);
        CREATE INDEX json_inference_by_episode ON json_inference (episode_id, id);

        -- Apart from the others, so that their statistics speak of answers only.
        CREATE TABLE failed_inference (
            id BLOB PRIMARY KEY NOT NULL,
            function_name TEXT NOT NULL,
            function_type TEXT NOT NULL,
            variant_name TEXT,
            episode_id BLOB NOT NULL,
            status TEXT NOT NULL,
            error TEXT,
            input TEXT,
            output TEXT,
            auxiliary_content TEXT,
            output_schema TEXT,
            tool_params TEXT,
            inference_params TEXT NOT NULL,
            processing_time_ms INTEGER NOT NULL,
            ttft_ms INTEGER,
            timestamp INTEGER NOT NULL,
            tags TEXT NOT NULL,
            extra_body TEXT,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX failed_inference_by_function ON failed_inference (function_name, id);
        CREATE INDEX failed_inference_by_episode ON failed_inference (episode_id, id);

        -- Every call that answered, also for an inference that failed later: it was paid.
        CREATE TABLE model_inference (
            id BLOB PRIMARY KEY NOT NULL,
            inference_id BLOB NOT NULL,
            function_name TEXT NOT NULL,
            variant_name TEXT NOT NULL,
            model_name TEXT NOT NULL,
            model_provider_name TEXT NOT NULL,
            provider_type TEXT NOT NULL,
            raw_request TEXT,
            raw_response TEXT,
            system TEXT,
            input_messages TEXT,
            output TEXT,
            input_tokens INTEGER,
            output_tokens INTEGER,
            provider_cache_read_input_tokens INTEGER,
            provider_cache_write_input_tokens INTEGER,
            cost_nano_usd INTEGER,
            response_time_ms INTEGER,
            ttft_ms INTEGER,
            timestamp INTEGER NOT NULL,
            cached INTEGER NOT NULL,
            finish_reason TEXT,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX model_inference_by_inference ON model_inference (inference_id);

        CREATE TABLE failed_call (
            id BLOB PRIMARY KEY NOT NULL,
            inference_id BLOB NOT NULL,
            function_name TEXT NOT NULL,
            variant_name TEXT NOT NULL,
            model_name TEXT NOT NULL,
            model_provider_name TEXT NOT NULL,
            provider_type TEXT NOT NULL,
            failure TEXT NOT NULL,
            error TEXT NOT NULL,
            status_code INTEGER,
            raw_request TEXT,
            raw_response TEXT,
            response_time_ms INTEGER,
            timestamp INTEGER NOT NULL,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX failed_call_by_inference ON failed_call (inference_id);

        CREATE TABLE inference_tag (
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            inference_id BLOB NOT NULL,
            PRIMARY KEY (key, value, inference_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE boolean_metric_feedback (
            id BLOB PRIMARY KEY NOT NULL,
            target_id BLOB NOT NULL,
            metric_name TEXT NOT NULL,
            value INTEGER NOT NULL,
            timestamp INTEGER NOT NULL,
            tags TEXT NOT NULL,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX boolean_metric_feedback_by_target ON boolean_metric_feedback (target_id, metric_name, id, value);

        CREATE TABLE float_metric_feedback (
            id BLOB PRIMARY KEY NOT NULL,
            target_id BLOB NOT NULL,
            metric_name TEXT NOT NULL,
            value REAL NOT NULL,
            timestamp INTEGER NOT NULL,
            tags TEXT NOT NULL,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX float_metric_feedback_by_target ON float_metric_feedback (target_id, metric_name, id, value);

        CREATE TABLE comment_feedback (
            id BLOB PRIMARY KEY NOT NULL,
            target_id BLOB NOT NULL,
            target_type TEXT NOT NULL,
            value TEXT NOT NULL,
            timestamp INTEGER NOT NULL,
            tags TEXT NOT NULL,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX comment_feedback_by_target ON comment_feedback (target_id, id);

        CREATE TABLE demonstration_feedback (
            id BLOB PRIMARY KEY NOT NULL,
            inference_id BLOB NOT NULL,
            value TEXT NOT NULL,
            timestamp INTEGER NOT NULL,
            tags TEXT NOT NULL,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX demonstration_feedback_by_inference ON demonstration_feedback (inference_id, id);
        """,
        """
        -- One row for each version of a datapoint; those that were replaced or deleted are stale.
        CREATE TABLE datapoint (
            id BLOB PRIMARY KEY NOT NULL,
            dataset_name TEXT NOT NULL,
            function_name TEXT NOT NULL,
            function_type TEXT NOT NULL,
            name TEXT,
            episode_id BLOB,
            input TEXT NOT NULL,
            output TEXT,
            output_schema TEXT,
            tool_params TEXT,
            dynamic_tools TEXT,
            dynamic_provider_tools TEXT,
            allowed_tools TEXT,
            tool_choice TEXT,
            parallel_tool_calls INTEGER,
            tags TEXT NOT NULL,
            is_custom INTEGER NOT NULL,
            source_inference_id BLOB,
            updated_at INTEGER NOT NULL,
            staled_at INTEGER,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX datapoint_by_dataset ON datapoint (dataset_name, id) WHERE staled_at IS NULL;
        """,
        """
        -- The gateway's API keys. The hash is that of the secret, which nobody keeps.
        CREATE TABLE api_key (
            id BLOB PRIMARY KEY NOT NULL,
            organization TEXT NOT NULL,
            workspace TEXT NOT NULL,
            description TEXT,
            public_id TEXT NOT NULL UNIQUE,
            hash TEXT NOT NULL,
            disabled_at INTEGER,
            expires_at INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;
        """,
        """
        -- What is counted often is read from indexes, not from rows full of content.
        DROP INDEX chat_inference_by_function;
        CREATE INDEX chat_inference_by_function ON chat_inference (
            function_name, id, variant_name, episode_id, timestamp, processing_time_ms, ttft_ms);
        DROP INDEX json_inference_by_function;
        CREATE INDEX json_inference_by_function ON json_inference (
            function_name, id, variant_name, episode_id, timestamp, processing_time_ms, ttft_ms);
        CREATE INDEX model_inference_numbers ON model_inference (
            id, function_name, variant_name, model_name, model_provider_name, timestamp, cached, input_tokens, output_tokens,
            provider_cache_read_input_tokens, provider_cache_write_input_tokens, cost_nano_usd, response_time_ms, ttft_ms);

        -- Deleting an inference deletes the datapoints that were made from it.
        CREATE INDEX datapoint_by_source ON datapoint (source_inference_id) WHERE source_inference_id IS NOT NULL;

        -- A copy of a failed inference says what its request gave.
        ALTER TABLE failed_inference ADD COLUMN dynamic_tools TEXT;
        ALTER TABLE failed_inference ADD COLUMN dynamic_provider_tools TEXT;
        ALTER TABLE failed_inference ADD COLUMN allowed_tools TEXT;
        ALTER TABLE failed_inference ADD COLUMN tool_choice TEXT;
        ALTER TABLE failed_inference ADD COLUMN parallel_tool_calls INTEGER;
        """,
        """
        -- Answers of providers, to be given again. What is older than it is kept is found by time.
        CREATE TABLE model_inference_cache (
            key TEXT PRIMARY KEY NOT NULL,
            timestamp INTEGER NOT NULL,
            output TEXT NOT NULL,
            raw_request TEXT,
            raw_response TEXT,
            input_tokens INTEGER,
            output_tokens INTEGER,
            finish_reason TEXT
        ) STRICT;
        CREATE INDEX model_inference_cache_by_time ON model_inference_cache (timestamp);
        """,
        """
        CREATE TABLE inference_evaluation_run (
            id BLOB PRIMARY KEY NOT NULL,
            evaluation_name TEXT,
            function_name TEXT NOT NULL,
            function_type TEXT NOT NULL,
            dataset_name TEXT NOT NULL,
            variant_names TEXT NOT NULL,
            metrics TEXT NOT NULL,
            source TEXT NOT NULL,
            snapshot_hash TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) STRICT;

        -- What people said of evaluators' judgements, found by the answer that was judged.
        CREATE TABLE inference_evaluation_human_feedback (
            feedback_id BLOB PRIMARY KEY NOT NULL,
            metric_name TEXT NOT NULL,
            datapoint_id BLOB NOT NULL,
            output TEXT NOT NULL,
            value TEXT NOT NULL,
            evaluator_inference_id BLOB NOT NULL
        ) STRICT;
        CREATE INDEX inference_evaluation_human_feedback_by_datapoint ON inference_evaluation_human_feedback (
            metric_name, datapoint_id, feedback_id);
        CREATE INDEX inference_evaluation_human_feedback_by_evaluator ON inference_evaluation_human_feedback (evaluator_inference_id);

        CREATE TABLE evaluation_note (
            id BLOB PRIMARY KEY NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX evaluation_note_by_name ON evaluation_note (kind, name, id);

        -- Variants and tags stand with every episode too, so that one row says all about it.
        CREATE TABLE workflow_evaluation_run (
            id BLOB PRIMARY KEY NOT NULL,
            variant_pins TEXT NOT NULL,
            tags TEXT NOT NULL,
            project_name TEXT,
            run_display_name TEXT,
            updated_at INTEGER NOT NULL,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX workflow_evaluation_run_by_project ON workflow_evaluation_run (project_name, id) WHERE project_name IS NOT NULL;

        CREATE TABLE workflow_evaluation_run_episode (
            id BLOB PRIMARY KEY NOT NULL,
            run_id BLOB NOT NULL,
            variant_pins TEXT NOT NULL,
            task_name TEXT,
            tags TEXT NOT NULL,
            updated_at INTEGER NOT NULL,
            snapshot_hash TEXT NOT NULL
        ) STRICT;
        CREATE INDEX workflow_evaluation_run_episode_by_run ON workflow_evaluation_run_episode (run_id, id);
        """,
    ];
}
