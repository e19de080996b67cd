-- Results and the log read in the browser; what administrators decide there.

-- what was sat of a plan, without the papers in its rows: they are long
CREATE INDEX attempt_ended ON attempt (plan, session, state, account_id, id, ended_at) WHERE ended_at IS NOT NULL AND continued_by IS NULL;

-- the log by who did it and by what was done, newest first
CREATE INDEX event_actor ON event (actor, id);
CREATE INDEX event_action ON event (action, id);

-- what administrators decided in the browser; where nothing is, the configuration holds
CREATE TABLE site_setting (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);
-- the logo, as it was uploaded, by the digest that its address names; the newest alone
CREATE TABLE site_logo (
    digest TEXT PRIMARY KEY,
    kind   TEXT NOT NULL,
    bytes  BYTEA NOT NULL
);
