-- While a run goes on, or when it ended without order, a request of its last day may still be between two attempts.
SELECT count(*) FROM usage u LEFT JOIN request r ON r.request_id = u.request_id
WHERE r.request_id IS NULL AND u.request_id >= coalesce((SELECT before_id FROM retention), x'')
  AND ((SELECT ended FROM run) = 1 OR u.started_ms < (SELECT max(started_ms) FROM usage) - 86400000)
