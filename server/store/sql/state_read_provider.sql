SELECT definition, sealed_key FROM provider WHERE id = ?
