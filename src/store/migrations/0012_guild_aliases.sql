-- 0012: what a guild calls teams, players and tournaments
CREATE TABLE guild_alias (
    guild_id BIGINT NOT NULL,
    folded   TEXT NOT NULL,
    kind     TEXT NOT NULL,                         -- team, player, tournament
    ours     BIGINT NOT NULL,
    name     TEXT NOT NULL,                         -- as it was typed
    added_at BIGINT NOT NULL,
    PRIMARY KEY (guild_id, folded, kind)
);
