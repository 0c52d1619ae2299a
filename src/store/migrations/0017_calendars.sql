-- 0017: calendars of what is followed

-- Goes up when the address is revoked, and is part of what its signature signs; 0: nobody has asked for one.
ALTER TABLE subscription ADD COLUMN calendar_generation BIGINT NOT NULL DEFAULT 0;

-- How often what a calendar shows of the match has changed, and when last; see model/calendar.hpp.
ALTER TABLE match ADD COLUMN plan_revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE match ADD COLUMN plan_changed_at BIGINT;                -- NULL: never since it became known
