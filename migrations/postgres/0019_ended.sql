-- Since when whatever somebody began to be signed in by before is over: their sessions were ended.
ALTER TABLE credential ADD COLUMN ended_at BIGINT;

-- Until when whoever asks is known to be refused, so that the log says it once.
ALTER TABLE sending_gate ADD COLUMN refused_until BIGINT;
