SELECT seq, at_ms, actor, action, resource, object_id, detail, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?
