-- Roll-ups of half days, so that a chart of a month reads thousands of rows instead of a million.
INSERT INTO rollup
SELECT 43200, bucket / 43200 * 43200, key_id, model, provider, user, team, sum(requests), sum(errors), sum(prompt_tokens),
       sum(completion_tokens), sum(cost_nano)
FROM rollup WHERE width = 3600 GROUP BY bucket / 43200, key_id, model, provider, user, team;

INSERT INTO latency
SELECT 43200, bucket / 43200 * 43200, model, kind, bin, sum(count)
FROM latency WHERE width = 3600 GROUP BY bucket / 43200, model, kind, bin;
