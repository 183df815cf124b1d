-- Of each inference the latest value counts.
SELECT inference.variant_name, count(*) AS rated, avg(feedback.value) AS solved
FROM chat_inference AS inference
JOIN boolean_metric_feedback AS feedback ON feedback.target_id = inference.id AND feedback.metric_name = 'solved'
WHERE inference.function_name = 'reply'
  AND feedback.id = (
      SELECT max(id) FROM boolean_metric_feedback
      WHERE target_id = feedback.target_id AND metric_name = feedback.metric_name)
GROUP BY inference.variant_name;
