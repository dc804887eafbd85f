SELECT a.seq, a.at_ms, a.actor, a.action, a.resource, a.object_id, a.detail, a.hash, a.mac, c.seq, c.before, c.after,
       c.sealed_before, c.sealed_after
FROM audit a LEFT JOIN change c ON c.seq = a.seq ORDER BY a.seq
