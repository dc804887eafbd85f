INSERT INTO organisation (id, definition, created_ms, changed_ms) VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET definition = excluded.definition, changed_ms = excluded.changed_ms
