-- The audit trail: the database numbers and chains what is appended, and refuses to change it.
-- Position, previous hash and hash are assigned here, under a transaction lock, so that concurrent writers cannot fork the chain.
-- The hash covers the stored values, each written as its length in bytes, a colon and its text ("-" for null): one form, whatever client reads it.

CREATE FUNCTION audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN value IS NULL THEN '-' ELSE octet_length(value)::text || ':' || value END
$$;
--> statement-breakpoint
CREATE FUNCTION audit_event_text(event audit_event) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT audit_field(event.position::text)
    || audit_field(to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    || audit_field(event.action)
    || audit_field(event.actor_kind)
    || audit_field(event.actor_id)
    || audit_field(event.actor_role)
    || audit_field(event.request_id)
    || audit_field(event.list)
    || audit_field(event.subject_kind)
    || audit_field(event.subject_id::text)
    || audit_field(event.data::text)
    || audit_field(event.previous_hash)
$$;
--> statement-breakpoint
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_position bigint;
  last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(7263001);
  SELECT position, hash INTO last_position, last_hash FROM audit_event ORDER BY position DESC LIMIT 1;
  NEW.position := coalesce(last_position, 0) + 1;
  NEW.previous_hash := coalesce(last_hash, repeat('0', 64));
  NEW.hash := encode(sha256(convert_to(audit_event_text(NEW), 'UTF8')), 'hex');
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER chain_audit_event BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION chain_audit_event();
--> statement-breakpoint
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER refuse_audit_change BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
CREATE TRIGGER refuse_audit_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
--> statement-breakpoint
-- Finding an application by a part of its organization's name.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX application_by_name_part ON application USING gin (organization_name gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX member_by_name_part ON member USING gin (name gin_trgm_ops);
