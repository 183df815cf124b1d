SELECT model_name, model_provider_name, failure, status_code, count(*) AS calls
FROM failed_call
WHERE timestamp > (unixepoch() - 86400) * 1000
GROUP BY model_name, model_provider_name, failure, status_code
ORDER BY calls DESC;
