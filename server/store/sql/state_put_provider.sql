INSERT INTO provider (id, definition, sealed_key, created_ms, changed_ms) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET definition = excluded.definition, sealed_key = excluded.sealed_key, changed_ms = excluded.changed_ms
