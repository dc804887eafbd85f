SELECT id, definition, sealed_key FROM provider ORDER BY created_ms, id
