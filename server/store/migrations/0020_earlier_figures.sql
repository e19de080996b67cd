-- a paper shows its figures as they were when it was drawn: an earlier file is found by its path and the beginning of its hash
CREATE INDEX publication_file_path ON publication_file (path, blob);
