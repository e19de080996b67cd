-- What learners ask about a lesson and its practice, how far they read, and how their first tries go.

CREATE TABLE inquiry (
    id          TEXT PRIMARY KEY,
    account_id  TEXT NOT NULL REFERENCES account (id),
    course      TEXT NOT NULL,
    lesson      TEXT NOT NULL,
    -- what of the lesson: '#' and the id of a heading, the key of an item, nothing for all of it
    place       TEXT NOT NULL,
    words       TEXT NOT NULL,
    asked_at    BIGINT NOT NULL,
    -- the question whose answer it asks on about
    follows     TEXT UNIQUE REFERENCES inquiry (id),
    answer      TEXT,
    answered_at BIGINT,
    answered_by TEXT,
    -- whether everybody who reads the lesson sees it, without its person's name
    shown       BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX inquiry_asked ON inquiry (account_id, asked_at);
CREATE INDEX inquiry_at ON inquiry (course, lesson);
CREATE INDEX inquiry_open ON inquiry (course, asked_at) WHERE answered_at IS NULL;

-- the last heading of the second level that a reader came to, from 1; one more than there are for the end
ALTER TABLE progress ADD COLUMN reached BIGINT NOT NULL DEFAULT 0;
-- whether the reader has ever asked something there: only then their page looks for it
ALTER TABLE progress ADD COLUMN asked BIGINT NOT NULL DEFAULT 0;
CREATE INDEX progress_reach ON progress (course, lesson, reached, done_at);

-- how a person's tries of an item of practice went: one row, whatever their number
CREATE TABLE practice (
    account_id TEXT NOT NULL REFERENCES account (id),
    course     TEXT NOT NULL,
    item       TEXT NOT NULL,
    version    TEXT NOT NULL,
    -- of the first try: 1 or 0, and the options that were chosen
    is_right   BIGINT NOT NULL,
    chosen     TEXT NOT NULL,
    tries      BIGINT NOT NULL,
    PRIMARY KEY (account_id, course, item)
);
CREATE INDEX practice_item ON practice (course, item, version, is_right, chosen, tries);
