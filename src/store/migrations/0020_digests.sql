-- 0020: a digest a day
ALTER TABLE subscription ADD COLUMN digest_at INTEGER;         -- minutes of the local day; NULL: limits::digest_minute
