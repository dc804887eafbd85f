INSERT INTO rollup
SELECT :width, bucket / :width2 * :width3, key_id, model, provider, user, team, requests, errors, prompt_tokens,
       completion_tokens, cost_nano
FROM rollup WHERE width = :finer AND bucket = :bucket
ON CONFLICT DO UPDATE SET
    requests = requests + excluded.requests,
    errors = errors + excluded.errors,
    prompt_tokens = prompt_tokens + excluded.prompt_tokens,
    completion_tokens = completion_tokens + excluded.completion_tokens,
    cost_nano = cost_nano + excluded.cost_nano
