SELECT function_name, variant_name,
       count(DISTINCT inference_id) AS inferences,
       sum(input_tokens) AS input_tokens,
       sum(output_tokens) AS output_tokens,
       sum(cost_nano_usd) / 1e9 AS dollars,
       count(*) - count(cost_nano_usd) AS calls_of_unknown_cost
FROM model_inference
GROUP BY function_name, variant_name
ORDER BY dollars DESC;
