SELECT r.bucket / :step * :step2 AS point,
       CASE :by WHEN 'model' THEN m.text WHEN 'provider' THEN p.text WHEN 'user' THEN u.text WHEN 'team' THEN t.text
                WHEN 'key' THEN CAST(r.key_id AS TEXT) ELSE '' END AS label,
       sum(r.requests), sum(r.errors), sum(r.prompt_tokens), sum(r.completion_tokens), sum(r.cost_nano)
FROM rollup r
JOIN name m ON m.id = r.model JOIN name p ON p.id = r.provider JOIN name u ON u.id = r.user JOIN name t ON t.id = r.team
WHERE r.width = :width AND r.bucket >= :from AND r.bucket < :to
GROUP BY point, label ORDER BY point, label
