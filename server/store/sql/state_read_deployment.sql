SELECT definition, sealed_key FROM deployment WHERE id = ?
