-- How texts look and whom they name: of an edited one with its revision, else in bodies.detail.
ALTER TABLE revisions ADD COLUMN detail BLOB;
-- The newest message that names oneself.
ALTER TABLE conversations ADD COLUMN mention INTEGER;
