INSERT OR IGNORE INTO request
    (request_id, started_ms, key_id, user, team, model, deployment, provider, surface, streamed, status, error, state,
     attempts, prompt_tokens, completion_tokens, cost_nano, priced, total_us, ttft_us, overhead_us, stages_us, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
