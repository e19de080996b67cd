-- Where somebody is signed in, as they would know it again: what the browser said of the device, from about where, when it was last used.

ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
-- sessions of before begin to say so when they are used
ALTER TABLE session ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;
