-- 0002: guilds and what they chose
CREATE TABLE guild (
    id         BIGINT PRIMARY KEY,                  -- Discord's
    name       TEXT NOT NULL,
    joined_at  BIGINT NOT NULL,
    retired_at BIGINT                               -- left; the settings wait for a return
);

CREATE TABLE guild_settings (
    guild_id  BIGINT PRIMARY KEY,
    spoilers  TEXT NOT NULL,
    locale    TEXT,
    time_zone TEXT
);
