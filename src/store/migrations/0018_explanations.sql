-- 0018: finding what became of a match for one server or person, and a message of ours

DROP INDEX delivery_by_match;
CREATE INDEX delivery_by_match ON delivery (match_id, guild_id, target_id);
CREATE INDEX delivery_by_message ON delivery (message_id) WHERE message_id IS NOT NULL;
