CREATE TABLE "audit_checkpoint" (
	"at" timestamp (3) with time zone PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alarm" DROP CONSTRAINT "alarm_kind_is_known";--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_kind_is_known" CHECK ("alarm"."kind" in ('domain-gone', 'mail-gone', 'name-servers-changed', 'proof-lost', 'letters-bounce', 'letters-suppressed', 'reader-complained', 'alias-disowned', 'clock-stopped', 'not-heard', 'checks-failing', 'provider-unknown', 'removals-held', 'roster-behind', 'access-refused', 'trail-broken', 'status-differs'));