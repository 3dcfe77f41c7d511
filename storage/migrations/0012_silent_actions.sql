-- 1: what is said about a message and does not show as something that is on its way to it.
ALTER TABLE pending_actions ADD COLUMN silent INTEGER NOT NULL DEFAULT 0;
