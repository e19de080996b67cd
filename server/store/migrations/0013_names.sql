-- The name on a certificate: who stands for it, frozen at the start of an attempt, changed after that by staff alone.

-- 'stated' by the person, or 'confirmed' by staff. Who gave a name before this was kept is not known: such names count as stated.
ALTER TABLE account ADD COLUMN legal_name_source TEXT NOT NULL DEFAULT 'stated';
-- none where the plan does not certify, or nobody gave a name before the start
ALTER TABLE attempt ADD COLUMN legal_name TEXT;
ALTER TABLE attempt ADD COLUMN legal_name_source TEXT;
-- What began before names were frozen takes the profile's name of this moment, as stated: until staff confirm it nothing is issued for it. What was
-- issued stays as it is.
UPDATE attempt SET legal_name = (SELECT a.legal_name FROM account a WHERE a.id = attempt.account_id), legal_name_source = 'stated'
WHERE EXISTS (SELECT 1 FROM account a WHERE a.id = attempt.account_id AND a.legal_name <> '');

-- a change of a frozen name: what was asked or set, on what evidence, and what staff made of it
CREATE TABLE name_request (
    id         TEXT PRIMARY KEY,
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    was        TEXT,
    name       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    evidence   TEXT NOT NULL,
    asked_at   BIGINT NOT NULL,
    asked_by   TEXT NOT NULL,
    decided_at BIGINT,
    decided_by TEXT,
    accepted   BIGINT,
    answer     TEXT
);
CREATE INDEX name_request_attempt ON name_request (attempt_id);
CREATE UNIQUE INDEX name_request_open ON name_request (attempt_id) WHERE decided_at IS NULL;

-- certificates that were earned and wait: for a name, or for what the issuer refuses
CREATE TABLE certificate_hold (
    attempt_id TEXT PRIMARY KEY REFERENCES attempt (id),
    cause      TEXT NOT NULL,
    detail     TEXT NOT NULL,
    since      BIGINT NOT NULL,
    tried_at   BIGINT NOT NULL
);

-- what was tried without a certificate in the end is looked at once more, so that what waits is listed
UPDATE outbox SET done_at = NULL, due_at = 0, tries = 0
WHERE kind = 'issue' AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.attempt_id = outbox.subject);
