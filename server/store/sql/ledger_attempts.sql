SELECT a.attempt, a.started_ms, d.text, p.text, m.text, a.state, a.upstream_status, a.cost_nano, a.priced, a.price_version,
       a.prompt_tokens, a.completion_tokens, a.cache_read_tokens, a.cache_write_tokens, a.reasoning_tokens, a.cache_write_1h_tokens,
       a.audio_prompt_tokens, a.image_prompt_tokens, a.audio_completion_tokens, a.image_completion_tokens, a.pictures,
       a.pictures_made, a.provider_ms
FROM usage a
JOIN name d ON d.id = a.deployment JOIN name p ON p.id = a.provider JOIN name m ON m.id = a.upstream_model
WHERE a.request_id = ? ORDER BY a.attempt
