-- The chain looks for its last link once for every event that is appended. A trail that was analyzed while it was empty seems empty
-- to PostgreSQL until it is analyzed again: it would read the whole of it each time. Inside the chain's function it goes by the index.

ALTER FUNCTION chain_audit_event() SET enable_seqscan = off;
