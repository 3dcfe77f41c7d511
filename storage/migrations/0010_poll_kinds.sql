-- When voting ends by the wall clock, whether this device has met that, and until when it does not
-- remind again; slots: what the closing told, the key that opens sealed votes (its author's alone).
ALTER TABLE polls ADD COLUMN deadline INTEGER;
ALTER TABLE polls ADD COLUMN passed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE polls ADD COLUMN quiet_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE polls ADD COLUMN result INTEGER REFERENCES slots(id);
ALTER TABLE polls ADD COLUMN secret INTEGER REFERENCES slots(id);
CREATE INDEX polls_by_deadline ON polls(deadline) WHERE deadline IS NOT NULL AND passed = 0;
CREATE INDEX polls_by_quiet ON polls(quiet_until) WHERE quiet_until > 0;
-- A slot: what a sealed vote says, where this device knows it.
ALTER TABLE votes ADD COLUMN ballot INTEGER REFERENCES slots(id);
-- What own sealed votes say that are on their way; `sealed` is how they begin.
CREATE TABLE own_ballots(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES polls(message),
  sealed BLOB NOT NULL,
  slot INTEGER NOT NULL REFERENCES slots(id)
) STRICT;
CREATE INDEX own_ballots_by_message ON own_ballots(message);
