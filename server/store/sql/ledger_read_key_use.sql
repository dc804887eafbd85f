SELECT key_id, last_ms FROM key_use
