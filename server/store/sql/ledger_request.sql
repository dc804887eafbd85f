SELECT r.request_id, r.started_ms, r.key_id, u.text, t.text, m.text, d.text, p.text, r.surface, r.streamed, r.status, e.text,
       r.state, r.attempts, r.prompt_tokens, r.completion_tokens, r.cost_nano, r.priced, r.total_us, r.ttft_us, r.overhead_us,
       (SELECT a.name FROM asked a WHERE a.request_id = r.request_id), r.stages_us, w.text
FROM request r
JOIN name u ON u.id = r.user JOIN name t ON t.id = r.team JOIN name m ON m.id = r.model JOIN name d ON d.id = r.deployment
JOIN name p ON p.id = r.provider JOIN name e ON e.id = r.error JOIN name w ON w.id = r.reason
WHERE r.request_id = ?
