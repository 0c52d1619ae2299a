-- 0029: why a person decided a review as they did
ALTER TABLE review ADD COLUMN reason TEXT;
