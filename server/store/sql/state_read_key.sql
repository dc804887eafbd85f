SELECT id, digest, masked_name, alias, user_id, team_id, models, max_budget, budget_seconds, rpm_limit, max_parallel,
       created_ms, expires_ms, blocked, metadata, created_by, previous_digest, previous_until_ms,
       tpm_limit, soft_budget, budget_duration, duration, allowed_routes
FROM virtual_key WHERE id = ? AND deleted_ms IS NULL
