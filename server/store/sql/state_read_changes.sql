SELECT a.seq, a.at_ms, a.actor, a.action, a.resource, a.object_id, a.detail, c.before, c.after, c.sealed_before, c.sealed_after
FROM change c JOIN audit a ON a.seq = c.seq
WHERE a.seq < :below AND (:resource = '' OR a.resource = :resource) AND (:object = '' OR a.object_id = :object)
ORDER BY a.seq DESC LIMIT :most
