-- A keyed digest of what was asked to be handed over, by which the very same request is known again.
ALTER TABLE verification ADD COLUMN handed BLOB;
