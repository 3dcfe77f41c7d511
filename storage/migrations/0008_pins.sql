-- Messages that stand on top of their conversation, and who put them there. A row a pinned message;
-- `place` is that of the entry that pinned it.
CREATE TABLE pins(
  message INTEGER PRIMARY KEY REFERENCES messages(id),
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  user INTEGER NOT NULL REFERENCES users(id),
  place INTEGER NOT NULL
) STRICT;
-- Lines about a conversation: few among many messages.
CREATE INDEX messages_of_lines ON messages(conversation, place) WHERE kind = 2;
CREATE INDEX pins_by_place ON pins(conversation, place);
