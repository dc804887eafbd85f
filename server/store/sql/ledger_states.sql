SELECT state, count(*), coalesce(sum(cost_nano), 0) FROM usage GROUP BY state ORDER BY state
