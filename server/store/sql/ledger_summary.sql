SELECT coalesce(sum(requests), 0), coalesce(sum(errors), 0), coalesce(sum(prompt_tokens), 0), coalesce(sum(completion_tokens), 0),
       coalesce(sum(cost_nano), 0)
FROM rollup WHERE width = :width AND bucket >= :from AND bucket < :to
