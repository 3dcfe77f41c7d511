-- Votes and closings of polls that were asked before this device came in: kept until somebody tells
-- of the poll, then replayed.
CREATE TABLE early_poll_acts(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  poll_id BLOB NOT NULL,
  user INTEGER NOT NULL REFERENCES users(id),
  device INTEGER NOT NULL REFERENCES devices(id),
  seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  slot INTEGER NOT NULL REFERENCES slots(id)
) STRICT;
CREATE INDEX early_poll_acts_by_conversation ON early_poll_acts(conversation, received_at);
-- Who told of a poll that was asked before this device came in.
ALTER TABLE polls ADD COLUMN told_by INTEGER REFERENCES users(id);
-- As of which place of the log it was told of last.
ALTER TABLE polls ADD COLUMN told_place INTEGER;
