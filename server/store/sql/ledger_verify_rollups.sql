-- Half days in which two ways of adding up differ: the roll-ups (hours, and the minutes that no hour holds yet) and the
-- rows; the roll-ups of half days and the finer ones.
WITH until AS (SELECT max(until) FILTER (WHERE width = 3600) AS hours, max(until) FILTER (WHERE width = 43200) AS half_days
               FROM rollup_width),
     fine AS (SELECT bucket, cost_nano, requests FROM rollup, until
              WHERE width = 3600 AND bucket < hours OR width = 60 AND bucket >= hours),
     rows_and_fine AS (SELECT started_ms / 1000 / 43200 * 43200 AS half_day, cost_nano AS nano FROM usage
                       UNION ALL SELECT bucket / 43200 * 43200, -cost_nano FROM fine),
     half_and_fine AS (SELECT bucket AS half_day, cost_nano AS nano, requests FROM rollup WHERE width = 43200
                       UNION ALL
                       SELECT bucket / 43200 * 43200, -cost_nano, -requests FROM fine, until WHERE bucket < half_days)
SELECT 0, half_day, sum(nano), 0 FROM rows_and_fine GROUP BY half_day HAVING sum(nano) <> 0
UNION ALL
SELECT 1, half_day, sum(nano), sum(requests) FROM half_and_fine GROUP BY half_day HAVING sum(nano) <> 0 OR sum(requests) <> 0
ORDER BY 1, 2
