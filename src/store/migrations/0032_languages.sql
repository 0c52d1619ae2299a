-- 0032: the languages of people, subscriptions and servers
CREATE TABLE person_settings (
    person_id BIGINT PRIMARY KEY,    -- Discord's
    locale    TEXT,
    time_zone TEXT,
    spoilers  TEXT                   -- show or hide; NULL: as the server
);

ALTER TABLE subscription ADD COLUMN language TEXT;
ALTER TABLE guild ADD COLUMN preferred_locale TEXT;
