-- When the database's file was written anew after this request was acted upon, while its log still held what was deleted.
ALTER TABLE erasure ADD COLUMN rewritten_at BIGINT;
