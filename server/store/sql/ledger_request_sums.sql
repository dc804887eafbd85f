SELECT count(*), coalesce(sum(prompt_tokens), 0), coalesce(sum(completion_tokens), 0), coalesce(sum(cost_nano), 0)
FROM request WHERE request_id >= ? AND request_id < ?
