SELECT id, masked_name, alias, deleted_ms FROM virtual_key
