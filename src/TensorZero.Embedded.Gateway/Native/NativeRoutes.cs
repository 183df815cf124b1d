using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>TensorZero's own API.</summary>
internal static class NativeRoutes
{
    private const string Dataset = "/v1/datasets/{dataset_name}";
    private const string InternalFunction = "/internal/functions/{function_name}";
    private const string InternalFeedback = "/internal/feedback/{target_id}";
    private const string InternalEvaluations = "/internal/evaluations";
    private const string Workflows = "/internal/workflow_evaluations";
    private const string InternalDatapoints = "/internal/datasets/{dataset_name}/datapoints";

    public static void Map(RouteTable routes)
    {
        routes.Post("/inference", InferenceRoute.RunAsync);
        routes.Post("/v1/inferences/list_inferences", StoredInferenceRoutes.ListAsync);
        routes.Post("/v1/inferences/get_inferences", StoredInferenceRoutes.GetAsync);
        routes.Delete("/v1/inferences", DeletionRoute.RunAsync);
        routes.Post("/internal/inferences/count", StoredInferenceRoutes.CountAsync);
        routes.Get("/internal/inference_metadata", StoredInferenceRoutes.ListMetadataAsync);
        routes.Get("/internal/model_inferences/{inference_id}", StoredInferenceRoutes.ListModelInferencesAsync);
        routes.Get("/internal/episodes", EpisodeRoutes.ListAsync);
        routes.Get("/internal/episodes/bounds", EpisodeRoutes.FindBoundsAsync);
        routes.Get("/internal/episodes/{episode_id}/inference_count", EpisodeRoutes.CountInferencesAsync);
        MapStatistics(routes);
        MapFeedback(routes);
        MapDatasets(routes);
        MapEvaluations(routes);
        MapWorkflows(routes);
        MapOperations(routes);
    }

    private static void MapStatistics(RouteTable routes)
    {
        routes.Get("/internal/functions/inference_counts", FunctionRoutes.CountAllAsync);
        routes.Get(InternalFunction + "/inference_count", FunctionRoutes.CountAsync);
        routes.Get(InternalFunction + "/inference_count/{metric_name}", FunctionRoutes.CountRatedAsync);
        routes.Get(InternalFunction + "/throughput_by_variant", VariantRoutes.ThroughputAsync);
        routes.Get(InternalFunction + "/variant_usage", VariantRoutes.UsageAsync);
        routes.Get(InternalFunction + "/variant_performances", VariantRoutes.PerformanceAsync);
        routes.Get("/internal/variant_statistics", VariantRoutes.StatisticsAsync);
        routes.Get("/internal/models/count", ModelRoutes.CountAsync);
        routes.Get("/internal/models/usage", ModelRoutes.UsageAsync);
        routes.Get("/internal/models/latency", ModelRoutes.LatencyAsync);
        routes.Get("/internal/models/cache_statistics", ModelRoutes.CacheStatisticsAsync);
    }

    private static void MapFeedback(RouteTable routes)
    {
        routes.Post("/feedback", FeedbackRoute.RunAsync);
        routes.Get(InternalFeedback, FeedbackReadingRoutes.ListAsync);
        routes.Get(InternalFeedback + "/bounds", FeedbackReadingRoutes.FindBoundsAsync);
        routes.Get(InternalFeedback + "/latest_id_by_metric", FeedbackReadingRoutes.FindLatestAsync);
        routes.Get(InternalFeedback + "/count", FeedbackReadingRoutes.CountAsync);
        routes.Get("/internal/feedback/{inference_id}/demonstrations", FeedbackReadingRoutes.ListDemonstrationsAsync);
    }

    private static void MapDatasets(RouteTable routes)
    {
        routes.Post(Dataset + "/datapoints", DatapointRoutes.CreateAsync);
        routes.Patch(Dataset + "/datapoints", DatapointRoutes.UpdateAsync);
        routes.Delete(Dataset + "/datapoints", DatapointRoutes.DeleteAsync);
        routes.Patch(Dataset + "/datapoints/metadata", DatapointRoutes.RenameAsync);
        routes.Post(Dataset + "/from_inferences", DatapointRoutes.CreateFromInferencesAsync);
        routes.Post(Dataset + "/list_datapoints", DatapointReadingRoutes.ListAsync);
        routes.Post(Dataset + "/get_datapoints", DatapointReadingRoutes.GetAsync);
        routes.Post("/v1/datasets/get_datapoints", DatapointReadingRoutes.GetFromAllAsync);
        routes.Delete(Dataset, DatasetRoutes.DeleteAsync);
        routes.Get("/internal/datasets", DatasetRoutes.ListAsync);
        routes.Post(InternalDatapoints + "/clone", DatapointRoutes.CloneAsync);
        routes.Get(InternalDatapoints + "/count", DatapointReadingRoutes.CountAsync);
    }

    private static void MapEvaluations(RouteTable routes)
    {
        routes.Post(InternalEvaluations + "/run", EvaluationRunRoute.RunAsync);
        routes.Get(InternalEvaluations + "/runs", EvaluationRoutes.ListAsync);
        routes.Get(InternalEvaluations + "/runs/count", EvaluationRoutes.CountAsync);
        routes.Get(InternalEvaluations + "/runs/search", EvaluationRoutes.SearchAsync);
        routes.Get(InternalEvaluations + "/run_infos", EvaluationRoutes.FindInfosAsync);
        routes.Get(InternalEvaluations + "/run_metadata", EvaluationRoutes.FindMetadataAsync);
        routes.Get(InternalEvaluations + "/datapoints/{datapoint_id}/run_infos", EvaluationRoutes.FindInfosOfDatapointAsync);
        routes.Post(InternalEvaluations + "/datapoints/{datapoint_id}/get_human_feedback", EvaluationRoutes.FindHumanFeedbackAsync);
        routes.Get(InternalEvaluations + "/datapoint_count", EvaluationResultRoutes.CountDatapointsAsync);
        routes.Get(InternalEvaluations + "/statistics", EvaluationResultRoutes.SummarizeAsync);
        routes.Get(InternalEvaluations + "/usage_statistics", EvaluationResultRoutes.SumUsageAsync);
        routes.Get(InternalEvaluations + "/results", EvaluationResultRoutes.ListAsync);
    }

    private static void MapWorkflows(RouteTable routes)
    {
        routes.Post("/workflow_evaluation_run", WorkflowRunRoutes.StartAsync);
        routes.Post("/workflow_evaluation_run/{run_id}/episode", WorkflowRunRoutes.StartEpisodeAsync);
        routes.Get(Workflows + "/projects", WorkflowReadingRoutes.ListProjectsAsync);
        routes.Get(Workflows + "/projects/count", WorkflowReadingRoutes.CountProjectsAsync);
        routes.Get(Workflows + "/list_runs", WorkflowReadingRoutes.ListRunsAsync);
        routes.Get(Workflows + "/get_runs", WorkflowReadingRoutes.GetRunsAsync);
        routes.Get(Workflows + "/runs/count", WorkflowReadingRoutes.CountRunsAsync);
        routes.Get(Workflows + "/runs/search", WorkflowReadingRoutes.SearchRunsAsync);
        routes.Get(Workflows + "/run_statistics", WorkflowReadingRoutes.GetStatisticsAsync);
        routes.Get(Workflows + "/run_episodes", WorkflowEpisodeRoutes.ListAsync);
        routes.Get(Workflows + "/run_episodes/count", WorkflowEpisodeRoutes.CountAsync);
        routes.Get(Workflows + "/episodes_by_task_name", WorkflowEpisodeRoutes.ListByTaskAsync);
        routes.Get(Workflows + "/episodes_by_task_name/count", WorkflowEpisodeRoutes.CountByTaskAsync);
    }

    private static void MapOperations(RouteTable routes)
    {
        routes.GetOpenly("/status", StatusRoutes.StatusAsync);
        routes.GetOpenly("/health", StatusRoutes.HealthAsync);
        routes.Get("/metrics", MetricsRoute.RunAsync);
        routes.Get("/internal/config", ConfigRoutes.GetCurrentAsync);
        routes.Get("/internal/config/{hash}", ConfigRoutes.GetAsync);
    }
}
