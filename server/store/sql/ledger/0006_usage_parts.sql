-- Rows of before have no such parts, and of windows of before only the beginning is known.
ALTER TABLE usage ADD COLUMN cache_write_1h_tokens   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage ADD COLUMN audio_prompt_tokens     INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage ADD COLUMN image_prompt_tokens     INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage ADD COLUMN audio_completion_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage ADD COLUMN image_completion_tokens INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage ADD COLUMN pictures                INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage ADD COLUMN pictures_made           INTEGER NOT NULL DEFAULT 0;
ALTER TABLE usage ADD COLUMN provider_ms             INTEGER NOT NULL DEFAULT 0;
ALTER TABLE spend ADD COLUMN last_s                  INTEGER NOT NULL DEFAULT 0;
