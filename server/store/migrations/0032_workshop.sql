-- what authors write before it is published: drafts over the newest publication, and every version that was saved

CREATE TABLE workshop_file (
    path      TEXT PRIMARY KEY,
    course    TEXT NOT NULL,
    -- nothing where the draft is that the file goes
    blob      TEXT REFERENCES blob (hash),
    -- the published file that the draft began from; nothing where there was none
    base      TEXT,
    rev       BIGINT NOT NULL,
    edited_at BIGINT NOT NULL,
    edited_by TEXT NOT NULL
);
CREATE INDEX workshop_file_course ON workshop_file (course);

CREATE TABLE workshop_version (
    path        TEXT NOT NULL,
    rev         BIGINT NOT NULL,
    blob        TEXT REFERENCES blob (hash),
    saved_at    BIGINT NOT NULL,
    saved_by    TEXT NOT NULL,
    why         TEXT NOT NULL,
    -- the publication that took it in
    publication TEXT,
    PRIMARY KEY (path, rev)
);
CREATE INDEX workshop_version_by ON workshop_version (saved_by, saved_at);

-- the review of a course that was asked for last: asked, approved or sent_back, of the files with this digest
CREATE TABLE workshop_review (
    course   TEXT PRIMARY KEY,
    digest   TEXT NOT NULL,
    state    TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    asked_by TEXT NOT NULL
);
CREATE TABLE workshop_remark (
    course  TEXT NOT NULL,
    n       BIGINT NOT NULL,
    path    TEXT NOT NULL,
    line    BIGINT NOT NULL,
    words   TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    said_by TEXT NOT NULL,
    PRIMARY KEY (course, n)
);
