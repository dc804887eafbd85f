DELETE FROM provider WHERE id = ?
