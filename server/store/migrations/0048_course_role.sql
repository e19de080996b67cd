-- who may do what with a course in the workshop: owner, editor, reviewer or reader. A course with no line here is open to every teacher whose role
-- reaches it, as all courses were before

CREATE TABLE course_role (
    course     TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id),
    role       TEXT NOT NULL,
    given_at   BIGINT NOT NULL,
    given_by   TEXT NOT NULL,
    PRIMARY KEY (course, account_id)
);
CREATE INDEX course_role_account ON course_role (account_id);
