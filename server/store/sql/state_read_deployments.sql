SELECT id, definition, sealed_key FROM deployment ORDER BY created_ms, id
