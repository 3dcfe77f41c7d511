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
