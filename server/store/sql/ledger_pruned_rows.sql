SELECT %1 FROM request WHERE request_id < ? ORDER BY request_id LIMIT ?
