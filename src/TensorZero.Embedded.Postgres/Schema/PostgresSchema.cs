namespace TensorZero.Embedded.Postgres.Schema;

/// <summary>
/// The tables, as a list of migrations: what has been shipped is never edited, only followed by another one. Names are those of the SQLite
/// database, in a schema of our own that needs no extension. Text sorts ordinally whatever the database's locale, and is written as
/// <see cref="Connections.PostgresText"/> says; JSON is text, so that it comes back byte for byte; times are to the millisecond; NULL
/// content was not recorded.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>Stands before every table's name, so that no search path is needed.</summary>
    public const string Name = "tensorzero_embedded";

    public static int Version => Migrations.Length;

    public static readonly string[] Migrations =
    [
        """
        -- Somebody with more rights may have made it: IF NOT EXISTS would ask for them even then.
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'tensorzero_embedded') THEN
                CREATE SCHEMA tensorzero_embedded;
            END IF;
        END $$;

        CREATE TABLE tensorzero_embedded.schema_version (
            version bigint PRIMARY KEY,
            applied_at timestamptz NOT NULL,
            library_version text COLLATE "C" NOT NULL
        );

        CREATE TABLE tensorzero_embedded.config_snapshot (
            hash text COLLATE "C" PRIMARY KEY,
            id uuid NOT NULL,
            config text COLLATE "C" NOT NULL,
            library_version text COLLATE "C" NOT NULL,
            created_at timestamptz NOT NULL,
            last_used timestamptz NOT NULL
        );
        CREATE INDEX config_snapshot_by_id ON tensorzero_embedded.config_snapshot (id);

        CREATE TABLE tensorzero_embedded.chat_inference (
            id uuid PRIMARY KEY,
            function_name text COLLATE "C" NOT NULL,
            variant_name text COLLATE "C" NOT NULL,
            episode_id uuid NOT NULL,
            input text COLLATE "C",
            output text COLLATE "C",
            tool_params text COLLATE "C",
            dynamic_tools text COLLATE "C",
            dynamic_provider_tools text COLLATE "C",
            allowed_tools text COLLATE "C",
            tool_choice text COLLATE "C",
            parallel_tool_calls boolean,
            inference_params text COLLATE "C" NOT NULL,
            processing_time_ms bigint NOT NULL,
            ttft_ms bigint,
            timestamp timestamptz NOT NULL,
            tags text COLLATE "C" NOT NULL,
            extra_body text COLLATE "C",
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX chat_inference_by_function ON tensorzero_embedded.chat_inference (function_name, id);
        CREATE INDEX chat_inference_by_episode ON tensorzero_embedded.chat_inference (episode_id, id);

        CREATE TABLE tensorzero_embedded.json_inference (
            id uuid PRIMARY KEY,
            function_name text COLLATE "C" NOT NULL,
            variant_name text COLLATE "C" NOT NULL,
            episode_id uuid NOT NULL,
            input text COLLATE "C",
            output text COLLATE "C",
            auxiliary_content text COLLATE "C",
            output_schema text COLLATE "C",
            inference_params text COLLATE "C" NOT NULL,
            processing_time_ms bigint NOT NULL,
            ttft_ms bigint,
            timestamp timestamptz NOT NULL,
            tags text COLLATE "C" NOT NULL,
            extra_body text COLLATE "C",
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX json_inference_by_function ON tensorzero_embedded.json_inference (function_name, id);
        CREATE INDEX json_inference_by_episode ON tensorzero_embedded.json_inference (episode_id, id);

        -- Apart from the others, so that their statistics speak of answers only.
        CREATE TABLE tensorzero_embedded.failed_inference (
            id uuid PRIMARY KEY,
            function_name text COLLATE "C" NOT NULL,
            function_type text COLLATE "C" NOT NULL,
            variant_name text COLLATE "C",
            episode_id uuid NOT NULL,
            status text COLLATE "C" NOT NULL,
            error text COLLATE "C",
            input text COLLATE "C",
            output text COLLATE "C",
            auxiliary_content text COLLATE "C",
            output_schema text COLLATE "C",
            tool_params text COLLATE "C",
            dynamic_tools text COLLATE "C",
            dynamic_provider_tools text COLLATE "C",
            allowed_tools text COLLATE "C",
            tool_choice text COLLATE "C",
            parallel_tool_calls boolean,
            inference_params text COLLATE "C" NOT NULL,
            processing_time_ms bigint NOT NULL,
            ttft_ms bigint,
            timestamp timestamptz NOT NULL,
            tags text COLLATE "C" NOT NULL,
            extra_body text COLLATE "C",
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX failed_inference_by_function ON tensorzero_embedded.failed_inference (function_name, id);
        CREATE INDEX failed_inference_by_episode ON tensorzero_embedded.failed_inference (episode_id, id);

        -- Every call that answered, also for an inference that failed later: it was paid.
        CREATE TABLE tensorzero_embedded.model_inference (
            id uuid PRIMARY KEY,
            inference_id uuid NOT NULL,
            function_name text COLLATE "C" NOT NULL,
            variant_name text COLLATE "C" NOT NULL,
            model_name text COLLATE "C" NOT NULL,
            model_provider_name text COLLATE "C" NOT NULL,
            provider_type text COLLATE "C" NOT NULL,
            raw_request text COLLATE "C",
            raw_response text COLLATE "C",
            system text COLLATE "C",
            input_messages text COLLATE "C",
            output text COLLATE "C",
            input_tokens bigint,
            output_tokens bigint,
            provider_cache_read_input_tokens bigint,
            provider_cache_write_input_tokens bigint,
            cost numeric(18, 9),
            response_time_ms bigint,
            ttft_ms bigint,
            timestamp timestamptz NOT NULL,
            cached boolean NOT NULL,
            finish_reason text COLLATE "C",
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX model_inference_by_inference ON tensorzero_embedded.model_inference (inference_id);

        CREATE TABLE tensorzero_embedded.failed_call (
            id uuid PRIMARY KEY,
            inference_id uuid NOT NULL,
            function_name text COLLATE "C" NOT NULL,
            variant_name text COLLATE "C" NOT NULL,
            model_name text COLLATE "C" NOT NULL,
            model_provider_name text COLLATE "C" NOT NULL,
            provider_type text COLLATE "C" NOT NULL,
            failure text COLLATE "C" NOT NULL,
            error text COLLATE "C" NOT NULL,
            status_code bigint,
            raw_request text COLLATE "C",
            raw_response text COLLATE "C",
            response_time_ms bigint,
            timestamp timestamptz NOT NULL,
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX failed_call_by_inference ON tensorzero_embedded.failed_call (inference_id);

        -- The tags of inferences and datapoints, to be looked for. A value may be longer than an index can hold, so the index has its beginning.
        CREATE TABLE tensorzero_embedded.tag (
            target_id uuid NOT NULL,
            ordinal bigint NOT NULL,
            key text COLLATE "C" NOT NULL,
            value text COLLATE "C" NOT NULL,
            PRIMARY KEY (target_id, ordinal)
        );
        CREATE INDEX tag_by_value ON tensorzero_embedded.tag (left(key, 100), left(value, 100), target_id);

        CREATE TABLE tensorzero_embedded.boolean_metric_feedback (
            id uuid PRIMARY KEY,
            target_id uuid NOT NULL,
            metric_name text COLLATE "C" NOT NULL,
            value boolean NOT NULL,
            timestamp timestamptz NOT NULL,
            tags text COLLATE "C" NOT NULL,
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX boolean_metric_feedback_by_target ON tensorzero_embedded.boolean_metric_feedback (target_id, metric_name, id);
        CREATE INDEX boolean_metric_feedback_by_metric ON tensorzero_embedded.boolean_metric_feedback (metric_name, id);

        CREATE TABLE tensorzero_embedded.float_metric_feedback (
            id uuid PRIMARY KEY,
            target_id uuid NOT NULL,
            metric_name text COLLATE "C" NOT NULL,
            value double precision NOT NULL,
            timestamp timestamptz NOT NULL,
            tags text COLLATE "C" NOT NULL,
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX float_metric_feedback_by_target ON tensorzero_embedded.float_metric_feedback (target_id, metric_name, id);
        CREATE INDEX float_metric_feedback_by_metric ON tensorzero_embedded.float_metric_feedback (metric_name, id);

        CREATE TABLE tensorzero_embedded.comment_feedback (
            id uuid PRIMARY KEY,
            target_id uuid NOT NULL,
            target_type text COLLATE "C" NOT NULL,
            value text COLLATE "C" NOT NULL,
            timestamp timestamptz NOT NULL,
            tags text COLLATE "C" NOT NULL,
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX comment_feedback_by_target ON tensorzero_embedded.comment_feedback (target_id, id);

        CREATE TABLE tensorzero_embedded.demonstration_feedback (
            id uuid PRIMARY KEY,
            inference_id uuid NOT NULL,
            value text COLLATE "C" NOT NULL,
            timestamp timestamptz NOT NULL,
            tags text COLLATE "C" NOT NULL,
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX demonstration_feedback_by_inference ON tensorzero_embedded.demonstration_feedback (inference_id, id);

        -- One row for each version of a datapoint; those that were replaced or deleted are stale.
        CREATE TABLE tensorzero_embedded.datapoint (
            id uuid PRIMARY KEY,
            dataset_name text COLLATE "C" NOT NULL,
            function_name text COLLATE "C" NOT NULL,
            function_type text COLLATE "C" NOT NULL,
            name text COLLATE "C",
            episode_id uuid,
            input text COLLATE "C" NOT NULL,
            output text COLLATE "C",
            output_schema text COLLATE "C",
            tool_params text COLLATE "C",
            dynamic_tools text COLLATE "C",
            dynamic_provider_tools text COLLATE "C",
            allowed_tools text COLLATE "C",
            tool_choice text COLLATE "C",
            parallel_tool_calls boolean,
            tags text COLLATE "C" NOT NULL,
            is_custom boolean NOT NULL,
            source_inference_id uuid,
            updated_at timestamptz NOT NULL,
            staled_at timestamptz,
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX datapoint_by_dataset ON tensorzero_embedded.datapoint (dataset_name, id) WHERE staled_at IS NULL;
        CREATE INDEX datapoint_by_source ON tensorzero_embedded.datapoint (source_inference_id) WHERE source_inference_id IS NOT NULL;

        -- The gateway's API keys. The hash is that of the secret, which nobody keeps.
        CREATE TABLE tensorzero_embedded.api_key (
            id uuid PRIMARY KEY,
            organization text COLLATE "C" NOT NULL,
            workspace text COLLATE "C" NOT NULL,
            description text COLLATE "C",
            public_id text COLLATE "C" NOT NULL UNIQUE,
            hash text COLLATE "C" NOT NULL,
            disabled_at timestamptz,
            expires_at timestamptz,
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL
        );
        """,
        """
        -- Answers of providers, to be given again. What is older than it is kept is found by time.
        CREATE TABLE tensorzero_embedded.model_inference_cache (
            key text COLLATE "C" PRIMARY KEY,
            timestamp timestamptz NOT NULL,
            output text COLLATE "C" NOT NULL,
            raw_request text COLLATE "C",
            raw_response text COLLATE "C",
            input_tokens bigint,
            output_tokens bigint,
            finish_reason text COLLATE "C"
        );
        CREATE INDEX model_inference_cache_by_time ON tensorzero_embedded.model_inference_cache (timestamp);
        """,
        """
        CREATE TABLE tensorzero_embedded.inference_evaluation_run (
            id uuid PRIMARY KEY,
            evaluation_name text COLLATE "C",
            function_name text COLLATE "C" NOT NULL,
            function_type text COLLATE "C" NOT NULL,
            dataset_name text COLLATE "C" NOT NULL,
            variant_names text COLLATE "C" NOT NULL,
            metrics text COLLATE "C" NOT NULL,
            source text COLLATE "C" NOT NULL,
            snapshot_hash text COLLATE "C",
            created_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL
        );

        -- What people said of evaluators' judgements, found by the answer that was judged.
        CREATE TABLE tensorzero_embedded.inference_evaluation_human_feedback (
            feedback_id uuid PRIMARY KEY,
            metric_name text COLLATE "C" NOT NULL,
            datapoint_id uuid NOT NULL,
            output text COLLATE "C" NOT NULL,
            value text COLLATE "C" NOT NULL,
            evaluator_inference_id uuid NOT NULL
        );
        CREATE INDEX inference_evaluation_human_feedback_by_datapoint ON tensorzero_embedded.inference_evaluation_human_feedback (
            datapoint_id, feedback_id);
        CREATE INDEX inference_evaluation_human_feedback_by_evaluator ON tensorzero_embedded.inference_evaluation_human_feedback (
            evaluator_inference_id);

        CREATE TABLE tensorzero_embedded.evaluation_note (
            id uuid PRIMARY KEY,
            kind text COLLATE "C" NOT NULL,
            name text COLLATE "C" NOT NULL,
            body text COLLATE "C" NOT NULL
        );
        CREATE INDEX evaluation_note_by_name ON tensorzero_embedded.evaluation_note (kind, left(name, 100), id);

        -- Variants and tags stand with every episode too, so that one row says all about it.
        CREATE TABLE tensorzero_embedded.workflow_evaluation_run (
            id uuid PRIMARY KEY,
            variant_pins text COLLATE "C" NOT NULL,
            tags text COLLATE "C" NOT NULL,
            project_name text COLLATE "C",
            run_display_name text COLLATE "C",
            updated_at timestamptz NOT NULL,
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX workflow_evaluation_run_by_project ON tensorzero_embedded.workflow_evaluation_run (left(project_name, 100), id)
            WHERE project_name IS NOT NULL;

        CREATE TABLE tensorzero_embedded.workflow_evaluation_run_episode (
            id uuid PRIMARY KEY,
            run_id uuid NOT NULL,
            variant_pins text COLLATE "C" NOT NULL,
            task_name text COLLATE "C",
            tags text COLLATE "C" NOT NULL,
            updated_at timestamptz NOT NULL,
            snapshot_hash text COLLATE "C" NOT NULL
        );
        CREATE INDEX workflow_evaluation_run_episode_by_run ON tensorzero_embedded.workflow_evaluation_run_episode (run_id, id);
        """,
    ];
}
