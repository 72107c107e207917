CREATE TABLE "mail_gate" (
	"name" text PRIMARY KEY NOT NULL,
	"next_call_at" timestamp (3) with time zone NOT NULL,
	"closed_until" timestamp (3) with time zone,
	"trouble" text
);
--> statement-breakpoint
DROP INDEX "letter_waiting";--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "envelope" jsonb;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "next_attempt_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "message_id" text;--> statement-breakpoint
CREATE INDEX "letter_of_thread" ON "letter" USING btree ("thread","recipient","accepted_at");--> statement-breakpoint
CREATE INDEX "letter_waiting" ON "letter" USING btree (coalesce("next_attempt_at", "last_attempt_at", "created_at")) WHERE "letter"."status" in ('queued', 'attempting');