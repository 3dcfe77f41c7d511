-- The schema of today, for readers: what all of storage/migrations make together (a test compares).
-- Times are milliseconds since 1970, UTC; error codes are stored by name; numbers
-- of kinds and states are those of the enums in storage/.

-- One row: the store as a whole.
CREATE TABLE meta(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,      -- one more with each write transaction
  fold_version INTEGER NOT NULL,  -- how the search index was filled
  greatest_time INTEGER NOT NULL  -- no deadline is measured by an earlier one
) STRICT;
INSERT INTO meta(id, revision, fold_version, greatest_time) VALUES (1, 0, 0, 0);

-- People: from the directory, or met in a group (then without names). `id` is local and short.
CREATE TABLE users(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id BLOB NOT NULL UNIQUE,
  handle TEXT NOT NULL,
  display_name TEXT NOT NULL,
  standing INTEGER NOT NULL,
  identity_key BLOB,
  trust INTEGER NOT NULL,
  changed_key BLOB
) STRICT;
CREATE INDEX users_by_handle ON users(handle);

CREATE TABLE devices(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  device_id BLOB NOT NULL UNIQUE,
  user INTEGER NOT NULL REFERENCES users(id),
  device_key BLOB,
  standing INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_by_user ON devices(user);

-- Values that must leave no trace: no page of this table is ever split in the middle (slots.h).
CREATE TABLE slots(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  value BLOB NOT NULL
) STRICT;
CREATE TABLE free_slots(
  size INTEGER NOT NULL,
  slot INTEGER NOT NULL REFERENCES slots(id),
  PRIMARY KEY (size, slot)
) STRICT, WITHOUT ROWID;

-- MLS groups: their state, one small row a part (crypto/mls/group_store.h).
CREATE TABLE groups(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id BLOB NOT NULL UNIQUE
) STRICT;
CREATE TABLE group_rows(
  group_number INTEGER NOT NULL REFERENCES groups(id),
  part INTEGER NOT NULL,
  place INTEGER NOT NULL,
  slot INTEGER NOT NULL REFERENCES slots(id),
  PRIMARY KEY (group_number, part, place)
) STRICT, WITHOUT ROWID;

-- `era` counts the groups that a conversation has had; places are era << 40 | seq.
CREATE TABLE conversations(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  group_number INTEGER NOT NULL UNIQUE REFERENCES groups(id),
  era INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  peer INTEGER REFERENCES users(id),
  state INTEGER NOT NULL,
  reason TEXT,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  settings_seq INTEGER NOT NULL,
  lifetime_ms INTEGER NOT NULL,
  cursor INTEGER NOT NULL,
  read_place INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_activity INTEGER NOT NULL,
  last_message INTEGER
  -- Of this device alone. (Columns that came later stand as SQLite adds them.)
  , muted_until INTEGER NOT NULL DEFAULT 0,
  -- 0: archive, 1: list, 2: favourites; the second: it looks unread because the person wants that.
  shelf INTEGER NOT NULL DEFAULT 1, marked_unread INTEGER NOT NULL DEFAULT 0,
  -- The newest message that names oneself.
  mention INTEGER) STRICT;
CREATE INDEX conversations_by_shelf ON conversations(shelf, last_activity, id);
CREATE INDEX conversations_by_peer ON conversations(peer) WHERE peer IS NOT NULL;

-- What was seen behind a stretch that was jumped over: places, both ends included, all of them behind
-- read_place; between two there is something unread.
CREATE TABLE read_ranges(
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  first_place INTEGER NOT NULL,
  last_place INTEGER NOT NULL,
  PRIMARY KEY (conversation, first_place)
) STRICT, WITHOUT ROWID;

CREATE TABLE members(
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  leaf INTEGER NOT NULL,
  user INTEGER NOT NULL REFERENCES users(id),
  device INTEGER NOT NULL REFERENCES devices(id),
  PRIMARY KEY (conversation, leaf)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_user ON members(user);

CREATE TABLE log_gaps(
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (conversation, first_seq)
) STRICT, WITHOUT ROWID;

-- A message without its content: what stays as a tombstone.
CREATE TABLE messages(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  -- Order in the timeline; from 1 << 62 on it waits here, and seq is NULL; -1 - place: expired, and
  -- out of the timeline
  place INTEGER NOT NULL,
  seq INTEGER,
  sender INTEGER NOT NULL REFERENCES users(id),
  device INTEGER NOT NULL REFERENCES devices(id),
  sent_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  message_id BLOB,
  lifetime_ms INTEGER NOT NULL,
  recipients INTEGER NOT NULL,
  delivered_to INTEGER NOT NULL,
  read_by INTEGER NOT NULL,
  failure TEXT,
  erased INTEGER NOT NULL
  -- An answer names what it answers; an edited one says what its newest revision says.
  , reply_to BLOB, revision INTEGER) STRICT;
CREATE INDEX messages_by_place ON messages(conversation, place);
-- Eight bytes find it, the whole id decides: half the size.
CREATE INDEX messages_by_id ON messages(substr(message_id, 1, 8)) WHERE message_id IS NOT NULL;

-- Contents apart: ascending ids, never grown in place, erased by NULL. So no page ever keeps an old
-- copy of one (store-notes, 4).
CREATE TABLE bodies(
  id INTEGER PRIMARY KEY REFERENCES messages(id),
  body TEXT,
  detail BLOB
) STRICT;

CREATE TABLE receipts(
  message INTEGER NOT NULL REFERENCES messages(id),
  user INTEGER NOT NULL REFERENCES users(id),
  delivered_at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (message, user)
) STRICT, WITHOUT ROWID;

CREATE TABLE timers(
  message INTEGER PRIMARY KEY REFERENCES messages(id),
  deadline INTEGER NOT NULL
) STRICT;
CREATE INDEX timers_by_deadline ON timers(deadline);

-- delivery.md, 5: outgoing messages.
CREATE TABLE outbox(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  position INTEGER NOT NULL,
  state INTEGER NOT NULL,
  idempotency_key BLOB NOT NULL,
  message INTEGER REFERENCES messages(id),
  content_slot INTEGER NOT NULL REFERENCES slots(id),
  sealed_slot INTEGER REFERENCES slots(id),
  epoch INTEGER,
  hash BLOB,
  seq INTEGER,
  failure TEXT,
  queued_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_queue ON outbox(conversation, state, position);
CREATE INDEX outbox_by_message ON outbox(message) WHERE message IS NOT NULL;
CREATE TABLE outbox_hashes(
  hash BLOB NOT NULL,
  outbox INTEGER NOT NULL REFERENCES outbox(id),
  PRIMARY KEY (hash, outbox)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_hashes_by_row ON outbox_hashes(outbox);

-- delivery.md, 5: intents, and the one commit of each group.
CREATE TABLE intents(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation INTEGER NOT NULL REFERENCES conversations(id),
  kind INTEGER NOT NULL,
  argument BLOB NOT NULL,
  key_package BLOB NOT NULL,
  state INTEGER NOT NULL,
  failure TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX intents_by_conversation ON intents(conversation);
CREATE TABLE commits(
  conversation INTEGER PRIMARY KEY REFERENCES conversations(id),
  epoch INTEGER NOT NULL,
  idempotency_key BLOB NOT NULL,
  hash BLOB NOT NULL,
  message BLOB NOT NULL,
  group_info BLOB NOT NULL,
  encrypted_group_info BLOB NOT NULL,
  staged_slot INTEGER NOT NULL REFERENCES slots(id),
  creation_group_info BLOB,
  creation_tree BLOB,
  accepted_at INTEGER
) STRICT;
CREATE TABLE commit_welcomes(
  conversation INTEGER NOT NULL REFERENCES commits(conversation),
  ordinal INTEGER NOT NULL,
  device_id BLOB NOT NULL,
  key_package_ref BLOB NOT NULL,
  secrets BLOB NOT NULL,
  PRIMARY KEY (conversation, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE commit_intents(
  conversation INTEGER NOT NULL REFERENCES commits(conversation),
  intent INTEGER NOT NULL,
  PRIMARY KEY (conversation, intent)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_packages(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ref BLOB NOT NULL UNIQUE,
  key_package BLOB NOT NULL,
  private_slot INTEGER NOT NULL REFERENCES slots(id),
  use INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings(
  name TEXT PRIMARY KEY,
  slot INTEGER NOT NULL REFERENCES slots(id)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_keys(
  which INTEGER PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;

-- The search (store-notes, 2): t folded text; c conversation, s sender, p kinds of content, each
-- one trigram of private-use letters. `search_timed` holds messages with a lifetime: small, so that
-- many can be erased at once.
CREATE VIRTUAL TABLE search USING fts5(t, c, s, p, tokenize='trigram case_sensitive 1', content='', columnsize=0, detail=none);
INSERT INTO search(search, rank) VALUES ('pgsz', 3900), ('secure-delete', 1), ('automerge', 0), ('crisismerge', 200);
CREATE VIRTUAL TABLE search_timed USING fts5(t, c, s, p, tokenize='trigram case_sensitive 1', content='', columnsize=0, detail=none);
INSERT INTO search_timed(search_timed, rank) VALUES ('pgsz', 3900), ('secure-delete', 1);

-- Polls: what was asked stands with its message (bodies); here is what came of it.
CREATE TABLE polls(
  message INTEGER PRIMARY KEY REFERENCES messages(id),
  closed_place INTEGER  -- of the closing in the log; NULL: open
  -- When voting ends by the wall clock, whether this device has met that, and until when it does
  -- not remind again; slots: what the closing told, the key that opens sealed votes (its author's).
  , deadline INTEGER, passed INTEGER NOT NULL DEFAULT 0, quiet_until INTEGER NOT NULL DEFAULT 0,
  result INTEGER REFERENCES slots(id), secret INTEGER REFERENCES slots(id),
  -- Who told of it, where it was asked before this device came in.
  told_by INTEGER REFERENCES users(id),
  -- As of which place of the log it was told of last.
  told_place INTEGER) STRICT;
CREATE INDEX polls_by_deadline ON polls(deadline) WHERE deadline IS NOT NULL AND passed = 0;
CREATE INDEX polls_by_quiet ON polls(quiet_until) WHERE quiet_until > 0;
-- Of each user the newest vote before the closing, and the newest after it.
CREATE TABLE votes(
  message INTEGER NOT NULL REFERENCES polls(message),
  user INTEGER NOT NULL REFERENCES users(id),
  place INTEGER NOT NULL,
  slot INTEGER NOT NULL REFERENCES slots(id),
  -- A slot: what a sealed vote says, where this device knows it.
  ballot INTEGER REFERENCES slots(id),
  PRIMARY KEY (message, user, place)
) STRICT, WITHOUT ROWID;
-- Own votes on their way.
CREATE TABLE pending_votes(
  outbox INTEGER PRIMARY KEY REFERENCES outbox(id),
  message INTEGER NOT NULL REFERENCES polls(message)
) STRICT;
CREATE INDEX pending_votes_by_message ON pending_votes(message);
-- What own sealed votes say that are on their way; `sealed` is how they begin.
CREATE TABLE own_ballots(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES polls(message),
  sealed BLOB NOT NULL,
  slot INTEGER NOT NULL REFERENCES slots(id)
) STRICT;
CREATE INDEX own_ballots_by_message ON own_ballots(message);
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

-- Files: what is said of one stands with its message (bodies), its key too; here is where it is.
CREATE TABLE attachments(
  message INTEGER PRIMARY KEY REFERENCES messages(id),
  blob_id BLOB NOT NULL,  -- on the server; the name of the file in the profile
  own INTEGER NOT NULL,   -- 1: this device has stored it there
  state INTEGER NOT NULL
) STRICT;
CREATE INDEX attachments_by_blob ON attachments(blob_id);
CREATE INDEX attachments_by_state ON attachments(state, message);
-- Of erased messages: files that are still to be deleted here, and own ones on the server.
CREATE TABLE erased_files(
  blob_id BLOB PRIMARY KEY,
  own INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What people do to messages.
CREATE INDEX messages_by_reply ON messages(substr(reply_to, 1, 8)) WHERE reply_to IS NOT NULL;
-- Like bodies: ascending ids, never grown in place, erased by NULL, never deleted singly.
CREATE TABLE revisions(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES messages(id),
  since INTEGER NOT NULL,  -- when it began to say that
  body TEXT
  , detail BLOB) STRICT;
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
-- Own changes, deletions and reactions on their way; silent: closings and the like, which do not show
-- as something that is on its way.
CREATE TABLE pending_actions(
  outbox INTEGER PRIMARY KEY REFERENCES outbox(id),
  message INTEGER NOT NULL REFERENCES messages(id)
  , silent INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX pending_actions_by_message ON pending_actions(message);

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
