INSERT INTO key_use (key_id, last_ms) VALUES (:v0, :v1)
ON CONFLICT DO UPDATE SET last_ms = max(last_ms, excluded.last_ms)
