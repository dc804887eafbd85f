DELETE FROM asked WHERE request_id IN
    (SELECT request_id FROM asked WHERE request_id < ? ORDER BY request_id LIMIT ?)
