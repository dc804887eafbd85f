-- The cost of all requests by hours, with the minutes that no hour holds yet, and of the half days in both ways.
WITH until AS (SELECT coalesce(max(until) FILTER (WHERE width = 3600), 0) AS hours,
                      coalesce(max(until) FILTER (WHERE width = 43200), 0) AS half_days FROM rollup_width),
     fine AS (SELECT bucket, cost_nano FROM rollup, until
              WHERE width = 3600 AND bucket < hours OR width = 60 AND bucket >= hours)
SELECT coalesce((SELECT sum(cost_nano) FROM fine), 0),
       coalesce((SELECT sum(cost_nano) FROM fine, until WHERE bucket < half_days), 0),
       coalesce((SELECT sum(cost_nano) FROM rollup WHERE width = 43200), 0)
