SELECT bucket / :step * :step2 AS point, kind, bin, sum(count)
FROM latency WHERE width = :width AND bucket >= :from AND bucket < :to
GROUP BY point, kind, bin ORDER BY point, kind, bin
