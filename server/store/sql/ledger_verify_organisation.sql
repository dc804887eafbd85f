SELECT (SELECT coalesce(sum(cost_nano), 0) FROM usage), (SELECT coalesce(sum(nano), 0) FROM spend WHERE kind = 0),
       (SELECT count(*) FROM usage)
