-- a review is asked of somebody, and decided by somebody with a word
ALTER TABLE workshop_review ADD COLUMN asked_of TEXT;
ALTER TABLE workshop_review ADD COLUMN decided_by TEXT;
ALTER TABLE workshop_review ADD COLUMN word TEXT NOT NULL DEFAULT '';

-- a publication at a time: the drafts of a course as they were when it was set
CREATE TABLE workshop_schedule (
    course       TEXT PRIMARY KEY,
    due_at       BIGINT NOT NULL,
    -- of the files of the course, as a colleague approved them; nothing where nobody did
    approved     TEXT,
    -- whether it may take something from the site
    removes      BIGINT NOT NULL,
    scheduled_at BIGINT NOT NULL,
    scheduled_by TEXT NOT NULL
);
CREATE TABLE workshop_schedule_file (
    course TEXT NOT NULL,
    path   TEXT NOT NULL,
    rev    BIGINT NOT NULL,
    base   TEXT,
    PRIMARY KEY (course, path)
);
