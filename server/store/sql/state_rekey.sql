UPDATE virtual_key SET digest = ?, masked_name = ?, previous_digest = ?, previous_until_ms = ?
WHERE id = ? AND deleted_ms IS NULL
