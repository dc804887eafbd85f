SELECT id FROM name WHERE text = ?
