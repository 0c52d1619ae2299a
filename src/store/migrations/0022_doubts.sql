-- 0022: since when a delivery may have been posted without our knowing
ALTER TABLE delivery ADD COLUMN doubt_since BIGINT;
