-- the integrity of a sitting: codes, links to browser settings, proofs, devices, and what strayed

-- what staff say in the room, salted and hashed
CREATE TABLE access_code (
    plan   TEXT PRIMARY KEY,
    hash   TEXT NOT NULL,
    set_at BIGINT NOT NULL
);
-- a link by the hash of its token: opened once, and soon
CREATE TABLE config_link (
    hash       TEXT PRIMARY KEY,
    plan       TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX config_link_expiry ON config_link (expires_at);
-- a browser that proved itself by script: its session, and for which plan
CREATE TABLE browser_proof (
    session TEXT NOT NULL,
    plan    TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (session, plan)
);
CREATE INDEX browser_proof_at ON browser_proof (at);
CREATE TABLE attempt_device (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    device     TEXT NOT NULL,
    seen_at    BIGINT NOT NULL,
    PRIMARY KEY (attempt_id, device)
);
-- when each was last seen, so that one that lasts is one event and not one a save
CREATE TABLE irregularity (
    attempt_id TEXT NOT NULL REFERENCES attempt (id),
    action     TEXT NOT NULL,
    detail     TEXT NOT NULL,
    last_at    BIGINT NOT NULL,
    PRIMARY KEY (attempt_id, action, detail)
);
