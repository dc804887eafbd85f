SELECT u.key_id FROM (SELECT key_id, max(started_ms) AS last_ms FROM usage GROUP BY key_id) u
LEFT JOIN key_use k ON k.key_id = u.key_id WHERE k.last_ms IS NULL OR k.last_ms < u.last_ms / 60000 * 60000
