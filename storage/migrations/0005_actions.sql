-- What people do to messages. An answer names the message by its id (reply_to); an edited text is a
-- row of `revisions`, the present one is named by `revision`, the first one stays in `bodies`.
ALTER TABLE messages ADD COLUMN reply_to BLOB;
ALTER TABLE messages ADD COLUMN revision INTEGER;
CREATE INDEX messages_by_reply ON messages(substr(reply_to, 1, 8)) WHERE reply_to IS NOT NULL;
-- Like bodies: ascending ids, never grown in place, erased by NULL, never deleted singly.
CREATE TABLE revisions(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES messages(id),
  since INTEGER NOT NULL,  -- when it began to say that
  body TEXT
) STRICT;
CREATE INDEX revisions_by_message ON revisions(message);
-- Emoji put to messages. `place` as in messages: one's own waits from 1 << 62 on.
CREATE TABLE reactions(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES messages(id),
  user INTEGER NOT NULL REFERENCES users(id),
  place INTEGER NOT NULL,
  reaction_id BLOB NOT NULL,
  slot INTEGER NOT NULL REFERENCES slots(id)
) STRICT;
CREATE INDEX reactions_by_message ON reactions(message, place);
CREATE INDEX reactions_by_id ON reactions(substr(reaction_id, 1, 8));
-- Own changes, deletions and reactions on their way.
CREATE TABLE pending_actions(
  outbox INTEGER PRIMARY KEY REFERENCES outbox(id),
  message INTEGER NOT NULL REFERENCES messages(id)
) STRICT;
CREATE INDEX pending_actions_by_message ON pending_actions(message);
