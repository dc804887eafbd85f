SELECT position, name FROM stage ORDER BY position
