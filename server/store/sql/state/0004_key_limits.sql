-- Limits of keys that came later. A duration stands as it was written; an empty one is told by its seconds.
ALTER TABLE virtual_key ADD COLUMN tpm_limit INTEGER;

ALTER TABLE virtual_key ADD COLUMN soft_budget INTEGER;

ALTER TABLE virtual_key ADD COLUMN budget_duration TEXT NOT NULL DEFAULT '';

ALTER TABLE virtual_key ADD COLUMN duration TEXT NOT NULL DEFAULT '';

ALTER TABLE virtual_key ADD COLUMN allowed_routes TEXT NOT NULL DEFAULT '[]';
