SELECT id, definition, NULL FROM user ORDER BY created_ms, id
