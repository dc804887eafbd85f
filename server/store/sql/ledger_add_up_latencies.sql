INSERT OR REPLACE INTO latency
SELECT :width, bucket / :width2 * :width3, model, kind, bin, sum(count)
FROM latency WHERE width = :finer AND bucket >= :from AND bucket < :to
GROUP BY 2, model, kind, bin
