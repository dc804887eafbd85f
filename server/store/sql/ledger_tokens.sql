SELECT coalesce(sum(prompt_tokens), 0), coalesce(sum(completion_tokens), 0), coalesce(sum(cache_read_tokens), 0),
       coalesce(sum(cache_write_tokens), 0), coalesce(sum(reasoning_tokens), 0), coalesce(sum(cache_write_1h_tokens), 0),
       coalesce(sum(audio_prompt_tokens), 0), coalesce(sum(image_prompt_tokens), 0), coalesce(sum(audio_completion_tokens), 0),
       coalesce(sum(image_completion_tokens), 0), coalesce(sum(pictures), 0), coalesce(sum(pictures_made), 0),
       coalesce(sum(provider_ms), 0)
FROM usage
