INSERT OR IGNORE INTO usage
    (request_id, attempt, started_ms, key_id, user, team, model, upstream_model, deployment, provider,
     price_version, priced, state, upstream_status, prompt_tokens, completion_tokens, cache_read_tokens,
     cache_write_tokens, reasoning_tokens, cost_nano, hold_nano, organisation_window, team_window, user_window, key_window)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
