SELECT r.request_id, r.started_ms, r.key_id, u.text, t.text, m.text, d.text, p.text, r.surface, r.streamed, r.status, e.text,
       r.state, r.attempts, r.prompt_tokens, r.completion_tokens, r.cost_nano, r.priced, r.total_us, r.ttft_us, r.overhead_us
FROM request r
JOIN name u ON u.id = r.user JOIN name t ON t.id = r.team JOIN name m ON m.id = r.model JOIN name d ON d.id = r.deployment
JOIN name p ON p.id = r.provider JOIN name e ON e.id = r.error
WHERE r.request_id < :before AND r.request_id >= :from
  AND (:key IS NULL OR r.key_id = :key2) AND (:model IS NULL OR r.model = :model2) AND (:user IS NULL OR r.user = :user2)
  AND (:team IS NULL OR r.team = :team2) AND (:deployment IS NULL OR r.deployment = :deployment2)
  AND (:error IS NULL OR r.error = :error2) AND (:status IS NULL OR r.status = :status2)
  AND (:failed = 0 OR r.status < 200 OR r.status > 299)
ORDER BY r.request_id DESC
LIMIT :limit
