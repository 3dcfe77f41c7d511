-- Polls: what was asked stands with its message (bodies); here is what came of it.
CREATE TABLE polls(
  message INTEGER PRIMARY KEY REFERENCES messages(id),
  closed_place INTEGER  -- of the closing in the log; NULL: open
) STRICT;
-- Of each user the newest vote before the closing, and the newest after it.
CREATE TABLE votes(
  message INTEGER NOT NULL REFERENCES polls(message),
  user INTEGER NOT NULL REFERENCES users(id),
  place INTEGER NOT NULL,
  slot INTEGER NOT NULL REFERENCES slots(id),
  PRIMARY KEY (message, user, place)
) STRICT, WITHOUT ROWID;
-- Own votes on their way.
CREATE TABLE pending_votes(
  outbox INTEGER PRIMARY KEY REFERENCES outbox(id),
  message INTEGER NOT NULL REFERENCES polls(message)
) STRICT;
CREATE INDEX pending_votes_by_message ON pending_votes(message);
