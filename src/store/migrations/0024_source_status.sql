-- 0024: since when a feed cannot be read
ALTER TABLE feed ADD COLUMN failing_since BIGINT;
