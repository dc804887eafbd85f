SELECT count(*) FROM name
