-- What an audit event says is sealed; the columns that said it in clear are empty, and nothing reads them.
ALTER TABLE audit_event DROP COLUMN session;
ALTER TABLE audit_event DROP COLUMN record_id;
ALTER TABLE audit_event DROP COLUMN challenge_id;
ALTER TABLE audit_event DROP COLUMN detail;
