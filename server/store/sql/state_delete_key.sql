UPDATE virtual_key SET deleted_ms = ? WHERE id = ? AND deleted_ms IS NULL
