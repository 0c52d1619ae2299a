-- 0014: what else a guild chose, and who changed what
ALTER TABLE guild_settings ADD COLUMN default_channel_id BIGINT;
ALTER TABLE guild_settings ADD COLUMN notice_channel_id BIGINT;
ALTER TABLE guild_settings ADD COLUMN manager_roles TEXT;       -- a JSON list of ids; NULL: none
ALTER TABLE guild_settings ADD COLUMN quiet_from BIGINT;        -- minutes of the local day; both or neither
ALTER TABLE guild_settings ADD COLUMN quiet_until BIGINT;
ALTER TABLE guild_settings ADD COLUMN audit_days BIGINT;        -- NULL: as long as usual

CREATE TABLE audit (
    -- only: postgres
    id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    -- only: sqlite
    id INTEGER PRIMARY KEY,
    guild_id     BIGINT NOT NULL,
    actor_id     BIGINT,                            -- NULL: nobody in particular, or somebody who was forgotten
    at           BIGINT NOT NULL,
    action       TEXT NOT NULL,                     -- settings.change, alias.add, …
    subject      TEXT NOT NULL,
    value_before TEXT NOT NULL,
    value_after  TEXT NOT NULL
);
CREATE INDEX audit_of_guild ON audit (guild_id, id);
CREATE INDEX audit_of_actor ON audit (actor_id);
