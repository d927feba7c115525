-- Wrong codes in a row of those who only said who they are. Others know what they know, so they count apart: nobody is kept
-- from their account by them.
ALTER TABLE patient ADD COLUMN claim_failures INTEGER NOT NULL DEFAULT 0;
