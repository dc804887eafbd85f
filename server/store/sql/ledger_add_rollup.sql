INSERT INTO rollup
    (width, bucket, key_id, model, provider, user, team, requests, errors, prompt_tokens, completion_tokens, cost_nano)
VALUES (:v0, :v1, :v2, :v3, :v4, :v5, :v6, :v7, :v8, :v9, :v10, :v11)
ON CONFLICT DO UPDATE SET
    requests = requests + excluded.requests,
    errors = errors + excluded.errors,
    prompt_tokens = prompt_tokens + excluded.prompt_tokens,
    completion_tokens = completion_tokens + excluded.completion_tokens,
    cost_nano = cost_nano + excluded.cost_nano
