SELECT resource, object_id, max(seq) FROM audit GROUP BY resource, object_id
