SELECT max(until) FILTER (WHERE width = 3600), max(until) FILTER (WHERE width = 43200)
FROM rollup_width HAVING count(*) = 2
