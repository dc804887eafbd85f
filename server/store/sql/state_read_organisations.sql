SELECT id, definition, NULL FROM organisation ORDER BY created_ms, id
