-- When the database was cleared of what its files still held of deleted rows, after this request was acted upon.
ALTER TABLE erasure ADD COLUMN scrubbed_at INTEGER;
