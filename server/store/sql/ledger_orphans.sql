SELECT u.request_id, max(u.attempt), u.started_ms, u.key_id, nu.text, nt.text, nm.text, nd.text, np.text, u.state, sum(u.cost_nano)
FROM usage u
LEFT JOIN request r ON r.request_id = u.request_id
JOIN name nu ON nu.id = u.user JOIN name nt ON nt.id = u.team JOIN name nm ON nm.id = u.model
JOIN name nd ON nd.id = u.deployment JOIN name np ON np.id = u.provider
WHERE u.request_id >= ? AND r.request_id IS NULL AND u.request_id >= coalesce((SELECT before_id FROM retention), x'')
GROUP BY u.request_id
