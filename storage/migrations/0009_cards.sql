-- What people say of themselves, oneself included. A number is the sender's clock when she said it:
-- the greatest wins. The picture stands last, so that a status is read without it.
CREATE TABLE cards(
  user INTEGER PRIMARY KEY REFERENCES users(id),
  status_number INTEGER NOT NULL DEFAULT 0,
  availability INTEGER NOT NULL DEFAULT 0,
  line TEXT NOT NULL DEFAULT '',
  until INTEGER NOT NULL DEFAULT 0,
  avatar_number INTEGER NOT NULL DEFAULT 0,
  avatar BLOB NOT NULL DEFAULT x''
) STRICT;
CREATE INDEX cards_by_until ON cards(until) WHERE until > 0;
-- What devices were told of the own card (1: status, 2: picture), and where: it counts as long as
-- they are there.
CREATE TABLE told_cards(
  device INTEGER NOT NULL REFERENCES devices(id),
  what INTEGER NOT NULL,
  number INTEGER NOT NULL,
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  PRIMARY KEY (device, what)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_cards_by_conversation ON told_cards(conversation);
