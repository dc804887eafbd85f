DELETE FROM request WHERE request_id IN
    (SELECT request_id FROM request WHERE request_id < ? ORDER BY request_id LIMIT ?)
