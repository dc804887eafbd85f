SELECT coalesce(sum(requests), 0), coalesce(sum(cost_nano), 0) FROM rollup WHERE width = 3600
