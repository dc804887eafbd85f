SELECT count(*) FROM change WHERE seq NOT IN (SELECT seq FROM audit)
