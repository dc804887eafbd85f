SELECT r.request_id, r.started_ms, r.key_id, u.text, t.text, m.text, d.text, p.text, r.surface, r.streamed, r.status, e.text,
       r.state, r.attempts, r.prompt_tokens, r.completion_tokens, r.cost_nano, r.priced, r.total_us, r.ttft_us, r.overhead_us
FROM (SELECT * FROM request r
      WHERE r.request_id < :before AND r.request_id >= :from
        AND (:key IS NULL OR r.key_id = :key2) AND r.key_id IS NOT :key_not
        AND (:model IS NULL OR r.model = :model2) AND r.model IS NOT :model_not
        AND (:user IS NULL OR r.user = :user2) AND r.user IS NOT :user_not
        AND (:team IS NULL OR r.team = :team2) AND r.team IS NOT :team_not
        AND (:deployment IS NULL OR r.deployment = :deployment2) AND r.deployment IS NOT :deployment_not
        AND (:provider IS NULL OR r.provider = :provider2) AND r.provider IS NOT :provider_not
        AND (:error IS NULL OR r.error = :error2) AND r.error IS NOT :error_not
        AND r.status BETWEEN :status_from AND :status_to AND r.status IS NOT :status_not
        AND r.cost_nano BETWEEN :cost_from AND :cost_to AND r.cost_nano IS NOT :cost_not
        AND r.total_us BETWEEN :took_from AND :took_to AND r.total_us IS NOT :took_not
        AND r.prompt_tokens + r.completion_tokens BETWEEN :tokens_from AND :tokens_to
        AND (:failed = 0 OR r.status < 200 OR r.status > 299)
      ORDER BY {order}
      LIMIT :limit OFFSET :offset) r
JOIN name u ON u.id = r.user JOIN name t ON t.id = r.team JOIN name m ON m.id = r.model JOIN name d ON d.id = r.deployment
JOIN name p ON p.id = r.provider JOIN name e ON e.id = r.error
ORDER BY {order}
