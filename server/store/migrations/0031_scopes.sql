-- which courses the roles of an account reach, by their names and parted by spaces; all where nothing is said
ALTER TABLE account ADD COLUMN courses TEXT NOT NULL DEFAULT '';
