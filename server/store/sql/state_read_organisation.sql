SELECT definition, NULL FROM organisation WHERE id = ?
