SELECT width, bucket, key_id, model, provider, user, team, requests, errors, prompt_tokens, completion_tokens, cost_nano FROM rollup
