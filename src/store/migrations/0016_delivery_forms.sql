-- 0016: messages that follow their match, threads, and what is published
ALTER TABLE subscription ADD COLUMN threads INTEGER NOT NULL DEFAULT 0;     -- a thread for each match
ALTER TABLE guild_settings ADD COLUMN default_channel_kind TEXT;            -- as of subscriptions; NULL: channel

ALTER TABLE delivery ADD COLUMN thread_id BIGINT;                           -- that this message opened for its match
ALTER TABLE delivery ADD COLUMN published INTEGER NOT NULL DEFAULT 0;       -- to those who follow an announcement channel
-- 1: changed when the match changes, until it has ended. Of a scheduled event message_id is the event, or NULL where
-- none should stand now.
ALTER TABLE delivery ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN held INTEGER NOT NULL DEFAULT 0;           -- 1: it came in quiet hours
CREATE INDEX delivery_open ON delivery (match_id) WHERE open = 1 AND state = 'sent';
CREATE INDEX delivery_thread ON delivery (target_id, match_id) WHERE thread_id IS NOT NULL;
