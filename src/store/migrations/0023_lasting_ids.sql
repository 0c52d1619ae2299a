-- 0023: ids that never come again, since when a message waits, whose channel it is, and since when a source is read

-- SQLite gives the id of a deleted row to the next one, unless it is told not to; its tables are written anew. A nonce
-- is made of a delivery's id, and buttons and calendars name subscriptions by theirs.
-- only: sqlite
CREATE TABLE subscription_0023 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id          BIGINT NOT NULL,
    destination       TEXT NOT NULL,
    target_id         BIGINT NOT NULL,
    subject           TEXT NOT NULL,
    subject_id        BIGINT NOT NULL,
    subject_key       TEXT NOT NULL GENERATED ALWAYS AS (subject || ':' || CAST(subject_id AS TEXT)) STORED,
    opponent_rank_max INTEGER,
    lan_only          INTEGER NOT NULL,
    best_of_min       INTEGER,
    region            TEXT,
    stage             TEXT,
    kinds             BIGINT NOT NULL,
    roles             TEXT NOT NULL,
    spoilers          TEXT NOT NULL,
    created_at        BIGINT NOT NULL,
    paused_at         BIGINT,
    retired_at        BIGINT,
    retired_reason    TEXT,
    threads           INTEGER NOT NULL DEFAULT 0,
    calendar_generation BIGINT NOT NULL DEFAULT 0,
    digest_at         INTEGER
);
-- only: sqlite
INSERT INTO subscription_0023 (id, guild_id, destination, target_id, subject, subject_id, opponent_rank_max, lan_only,
    best_of_min, region, stage, kinds, roles, spoilers, created_at, paused_at, retired_at, retired_reason, threads,
    calendar_generation, digest_at)
SELECT id, guild_id, destination, target_id, subject, subject_id, opponent_rank_max, lan_only,
    best_of_min, region, stage, kinds, roles, spoilers, created_at, paused_at, retired_at, retired_reason, threads,
    calendar_generation, digest_at
FROM subscription;
-- only: sqlite
CREATE TABLE subscription_reminder_0023 (
    subscription_id BIGINT NOT NULL REFERENCES subscription_0023 (id),
    minutes         INTEGER NOT NULL,
    PRIMARY KEY (subscription_id, minutes)
);
-- only: sqlite
INSERT INTO subscription_reminder_0023 SELECT subscription_id, minutes FROM subscription_reminder;
-- only: sqlite
DROP TABLE subscription_reminder;
-- only: sqlite
DROP TABLE subscription;
-- only: sqlite
ALTER TABLE subscription_0023 RENAME TO subscription;
-- only: sqlite
ALTER TABLE subscription_reminder_0023 RENAME TO subscription_reminder;
-- only: sqlite
CREATE INDEX subscription_by_subject ON subscription (subject_key) WHERE retired_at IS NULL;
-- only: sqlite
CREATE INDEX subscription_by_guild ON subscription (guild_id) WHERE retired_at IS NULL;
-- only: sqlite
CREATE INDEX subscription_by_target ON subscription (target_id) WHERE retired_at IS NULL;

-- only: sqlite
CREATE TABLE delivery_0023 (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id BIGINT NOT NULL,
    occasion        TEXT NOT NULL,
    kind            TEXT NOT NULL,
    change_id       BIGINT,
    match_id        BIGINT,
    guild_id        BIGINT NOT NULL,
    destination     TEXT NOT NULL,
    target_id       BIGINT NOT NULL,
    told_for        BIGINT,
    edits           BIGINT,
    urgency         INTEGER NOT NULL,
    turn            BIGINT NOT NULL,
    planned_at      BIGINT NOT NULL,
    due_at          BIGINT NOT NULL,
    expires_at      BIGINT,
    state           TEXT NOT NULL,
    reason          TEXT NOT NULL,
    attempts        INTEGER NOT NULL,
    attempted_at    BIGINT,
    settled_at      BIGINT,
    channel_id      BIGINT,
    message_id      BIGINT,
    shown_revision  BIGINT,
    thread_id       BIGINT,
    published       INTEGER NOT NULL DEFAULT 0,
    open            INTEGER NOT NULL DEFAULT 0,
    held            INTEGER NOT NULL DEFAULT 0,
    doubt_since     BIGINT,
    UNIQUE (subscription_id, occasion)
);
-- only: sqlite
INSERT INTO delivery_0023 (id, subscription_id, occasion, kind, change_id, match_id, guild_id, destination, target_id,
    told_for, edits, urgency, turn, planned_at, due_at, expires_at, state, reason, attempts, attempted_at, settled_at,
    channel_id, message_id, shown_revision, thread_id, published, open, held, doubt_since)
SELECT id, subscription_id, occasion, kind, change_id, match_id, guild_id, destination, target_id,
    told_for, edits, urgency, turn, planned_at, due_at, expires_at, state, reason, attempts, attempted_at, settled_at,
    channel_id, message_id, shown_revision, thread_id, published, open, held, doubt_since
FROM delivery;
-- only: sqlite
DROP TABLE delivery;
-- only: sqlite
ALTER TABLE delivery_0023 RENAME TO delivery;
-- only: sqlite
CREATE INDEX delivery_by_turn ON delivery (urgency, turn, id) WHERE state = 'waiting';
-- only: sqlite
CREATE INDEX delivery_by_guild_turn ON delivery (guild_id, urgency, turn) WHERE state = 'waiting';
-- only: sqlite
CREATE INDEX delivery_to_expire ON delivery (expires_at) WHERE state IN ('waiting', 'blocked');
-- only: sqlite
CREATE INDEX delivery_by_target ON delivery (target_id, occasion);
-- only: sqlite
CREATE INDEX delivery_open ON delivery (match_id) WHERE open = 1 AND state = 'sent';
-- only: sqlite
CREATE INDEX delivery_thread ON delivery (target_id, match_id) WHERE thread_id IS NOT NULL;
-- only: sqlite
CREATE INDEX delivery_by_match ON delivery (match_id, guild_id, target_id);
-- only: sqlite
CREATE INDEX delivery_by_message ON delivery (message_id) WHERE message_id IS NOT NULL;
-- only: sqlite
CREATE INDEX delivery_tests ON delivery (target_id, planned_at) WHERE subscription_id = 0;

-- What the version before sent under its own nonces, and nobody wrote down, is looked for by its text.
UPDATE delivery SET doubt_since = COALESCE(doubt_since, attempted_at) - 120000
WHERE attempted_at IS NOT NULL AND state = 'waiting';

ALTER TABLE delivery ADD COLUMN waits_since BIGINT;     -- when it was due before it was tried in vain; NULL: due_at
ALTER TABLE target ADD COLUMN guild_id BIGINT;          -- whose channel it is; NULL: nobody has asked yet

-- The sources of an older version have been read for long.
INSERT INTO state (key, value)
SELECT 'reading_since.' || provider, '0' FROM feed WHERE succeeded_at IS NOT NULL GROUP BY provider;
