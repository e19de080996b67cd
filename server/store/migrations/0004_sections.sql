-- how far a candidate is in a paper of sections (zhixing_domain::attempt::Progress as text); none where the paper is one whole
ALTER TABLE attempt ADD COLUMN progress TEXT;
