INSERT OR IGNORE INTO usage
    (request_id, attempt, started_ms, key_id, user, team, model, upstream_model, deployment, provider,
     price_version, priced, state, upstream_status, cost_nano, hold_nano, organisation_window, team_window, user_window, key_window,
     prompt_tokens, completion_tokens, cache_read_tokens, cache_write_tokens, reasoning_tokens, cache_write_1h_tokens,
     audio_prompt_tokens, image_prompt_tokens, audio_completion_tokens, image_completion_tokens, pictures, pictures_made, provider_ms, batch)
VALUES (:v0, :v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11, :v12, :v13, :v14, :v15, :v16, :v17, :v18, :v19, :v20, :v21,
        :v22, :v23, :v24, :v25, :v26, :v27, :v28, :v29, :v30, :v31, :v32, :v33)
