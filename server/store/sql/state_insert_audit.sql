INSERT INTO audit (seq, at_ms, actor, action, resource, object_id, detail, hash, mac) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
