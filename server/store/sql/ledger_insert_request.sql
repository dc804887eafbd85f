INSERT OR IGNORE INTO request
    (request_id, started_ms, key_id, user, team, model, deployment, provider, surface, streamed, status, error, state,
     attempts, prompt_tokens, completion_tokens, cost_nano, priced, total_us, ttft_us, overhead_us, stages_us, reason, batch)
VALUES (:v0, :v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15, :v16, :v17, :v18, :v19, :v20, :v21, :v22, :v23)
