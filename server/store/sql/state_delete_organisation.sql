DELETE FROM organisation WHERE id = ?
