SELECT started_ms FROM request ORDER BY request_id LIMIT 1
