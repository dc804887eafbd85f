INSERT INTO revision (resource, number) VALUES (?, 1) ON CONFLICT DO UPDATE SET number = number + 1 RETURNING number
