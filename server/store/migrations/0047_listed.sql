-- since when somebody is on the list of a session: who came on it later than a reminder was due is not reminded; nothing on lines of earlier builds
ALTER TABLE exam_candidate ADD COLUMN listed_at BIGINT;
