-- Until when a conversation makes no noise, on this device alone; 0: it does. The end of time: always.
ALTER TABLE conversations ADD COLUMN muted_until INTEGER NOT NULL DEFAULT 0;
