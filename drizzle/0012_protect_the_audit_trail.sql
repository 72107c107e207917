ALTER TABLE "audit_event" ADD COLUMN "recorded_at" timestamp (3) with time zone;--> statement-breakpoint
-- The trail is kept from its writers. The trigger runs as the owner of the table, so that the role of the application needs no right but
-- SELECT and INSERT, and it sets position, time of writing and hashes itself, whatever a writer passes.
-- Which role that is, is not known here: db/rights.ts grants it at the start. Names are qualified, because what runs as the owner must
-- not find functions by the search path of its caller.

CREATE OR REPLACE FUNCTION audit_event_text(event audit_event) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT public.audit_field(event.position::text)
    || public.audit_field(to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    || public.audit_field(event.action)
    || public.audit_field(event.actor_kind)
    || public.audit_field(event.actor_id)
    || public.audit_field(event.actor_role)
    || public.audit_field(event.request_id)
    || public.audit_field(event.list)
    || public.audit_field(event.subject_kind)
    || public.audit_field(event.subject_id::text)
    || public.audit_field(event.data::text)
    || public.audit_field(event.previous_hash)
    -- events of versions before 0.3 have none, and keep the hash that they have
    || CASE WHEN event.recorded_at IS NULL THEN '' ELSE public.audit_field(to_char(event.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last_position bigint;
  last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(7263001);
  SELECT position, hash INTO last_position, last_hash FROM public.audit_event ORDER BY position DESC LIMIT 1;
  NEW.position := coalesce(last_position, 0) + 1;
  NEW.recorded_at := date_trunc('milliseconds', clock_timestamp());
  NEW.previous_hash := coalesce(last_hash, repeat('0', 64));
  NEW.hash := encode(sha256(convert_to(public.audit_event_text(NEW), 'UTF8')), 'hex');
  RETURN NEW;
END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION chain_audit_event() FROM PUBLIC;
