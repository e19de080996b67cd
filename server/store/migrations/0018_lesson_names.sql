-- the names that lessons had before: their addresses lead on, and their readers' progress went with them

CREATE TABLE lesson_name (
    course     TEXT NOT NULL,
    former     TEXT NOT NULL,
    lesson     TEXT NOT NULL,
    renamed_at BIGINT NOT NULL,
    PRIMARY KEY (course, former)
);
