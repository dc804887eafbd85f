INSERT OR REPLACE INTO rollup
SELECT :width, bucket / :width2 * :width3, key_id, model, provider, user, team, sum(requests), sum(errors), sum(prompt_tokens),
       sum(completion_tokens), sum(cost_nano)
FROM rollup WHERE width = :finer AND bucket >= :from AND bucket < :to
GROUP BY 2, key_id, model, provider, user, team
