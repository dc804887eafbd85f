DELETE FROM rollup WHERE width = 60 AND bucket < ?
