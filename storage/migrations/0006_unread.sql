-- Where a conversation stands in the list (0: archive, 1: list, 2: favourites), whether the person
-- wants it to look unread, and what she has seen behind a stretch that she has jumped over.
ALTER TABLE conversations ADD COLUMN shelf INTEGER NOT NULL DEFAULT 1;
ALTER TABLE conversations ADD COLUMN marked_unread INTEGER NOT NULL DEFAULT 0;
CREATE INDEX conversations_by_shelf ON conversations(shelf, last_activity, id);
DROP INDEX conversations_by_activity;
-- Places, both ends included, all of them behind read_place; between two there is something unread.
CREATE TABLE read_ranges(
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  first_place INTEGER NOT NULL,
  last_place INTEGER NOT NULL,
  PRIMARY KEY (conversation, first_place)
) STRICT, WITHOUT ROWID;
-- Drafts are named like everything else that goes with a conversation.
UPDATE settings SET name = 'app.draft.' || substr(name, 11) WHERE name LIKE 'app.draft/%';
