-- 0015: who follows what, and the messages that this makes

CREATE TABLE subscription (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    guild_id          BIGINT NOT NULL,              -- 0: a person's own
    destination       TEXT NOT NULL,                -- channel, direct
    target_id         BIGINT NOT NULL,              -- the channel, or the person
    subject           TEXT NOT NULL,                -- team, player, tournament, tier, everything
    subject_id        BIGINT NOT NULL,
    subject_key       TEXT NOT NULL GENERATED ALWAYS AS (subject || ':' || CAST(subject_id AS TEXT)) STORED,
    opponent_rank_max INTEGER,
    lan_only          INTEGER NOT NULL,
    best_of_min       INTEGER,
    region            TEXT,
    stage             TEXT,
    kinds             BIGINT NOT NULL,              -- bits, see model/subscription.hpp
    roles             TEXT NOT NULL,                -- JSON, ids
    spoilers          TEXT NOT NULL,                -- show, hide, reveal
    created_at        BIGINT NOT NULL,
    paused_at         BIGINT,                       -- by a person
    retired_at        BIGINT,
    retired_reason    TEXT
);
CREATE INDEX subscription_by_subject ON subscription (subject_key) WHERE retired_at IS NULL;
CREATE INDEX subscription_by_guild ON subscription (guild_id) WHERE retired_at IS NULL;
CREATE INDEX subscription_by_target ON subscription (target_id) WHERE retired_at IS NULL;

CREATE TABLE subscription_reminder (
    subscription_id BIGINT NOT NULL REFERENCES subscription (id),
    minutes         INTEGER NOT NULL,               -- before the start
    PRIMARY KEY (subscription_id, minutes)
);

-- A channel or person that is written to: one process at a time, and nobody while it refuses us.
CREATE TABLE target (
    id             BIGINT PRIMARY KEY,
    lease_owner    TEXT,
    lease_until    BIGINT NOT NULL,                 -- 0: nobody writes
    blocked_at     BIGINT,
    blocked_reason TEXT,
    told_at        BIGINT,                          -- when managers were told so
    probe_at       BIGINT,                          -- when it is tried again
    probes         INTEGER NOT NULL                 -- in vain, in a row
);
CREATE INDEX target_to_probe ON target (probe_at) WHERE blocked_at IS NOT NULL;

-- A message for one target, or the reason why there is none. Its ids come from the rows themselves and are not checked
-- again: for a hundred thousand deliveries of one change that takes longer than all the rest.
CREATE TABLE delivery (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    subscription_id BIGINT NOT NULL,
    occasion        TEXT NOT NULL,                  -- what is told: "result:7" of match 7
    kind            TEXT NOT NULL,
    change_id       BIGINT,                         -- what made it; of reminders none
    match_id        BIGINT,
    guild_id        BIGINT NOT NULL,
    destination     TEXT NOT NULL,
    target_id       BIGINT NOT NULL,
    told_for        BIGINT,                         -- of a reminder: the time that the match had
    edits           BIGINT,                         -- of a correction: the delivery whose message it changes
    urgency         INTEGER NOT NULL,               -- lower goes first
    turn            BIGINT NOT NULL,                -- then fair among guilds; see store/outbox.hpp
    planned_at      BIGINT NOT NULL,
    due_at          BIGINT NOT NULL,
    expires_at      BIGINT,
    state           TEXT NOT NULL,                  -- waiting, blocked, sent, merged, expired, dropped, dead
    reason          TEXT NOT NULL,                  -- of what was not sent
    attempts        INTEGER NOT NULL,
    attempted_at    BIGINT,
    settled_at      BIGINT,
    channel_id      BIGINT,                         -- where the message stands
    message_id      BIGINT,
    shown_revision  BIGINT,                         -- of the match, as that message shows it
    UNIQUE (subscription_id, occasion)
);
CREATE INDEX delivery_by_turn ON delivery (urgency, turn, id) WHERE state = 'waiting';
CREATE INDEX delivery_by_guild_turn ON delivery (guild_id, urgency, turn) WHERE state = 'waiting';
CREATE INDEX delivery_to_expire ON delivery (expires_at) WHERE state IN ('waiting', 'blocked');
CREATE INDEX delivery_by_target ON delivery (target_id, occasion);
CREATE INDEX delivery_by_match ON delivery (match_id, kind);

-- What happened before anybody could follow is not news.
ALTER TABLE change ADD COLUMN planned_at BIGINT;
UPDATE change SET planned_at = at;
CREATE INDEX change_to_plan ON change (id) WHERE planned_at IS NULL;
