CREATE TABLE "remembered_browser" (
	"browser_hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"signed_in_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "remembered_browser_browser_hash_person_id_pk" PRIMARY KEY("browser_hash","person_id")
);
--> statement-breakpoint
CREATE TABLE "request_limit" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "alarm" DROP CONSTRAINT "alarm_kind_is_known";--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "kept_form" ADD COLUMN "bytes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "kept_form" ADD COLUMN "signed_in" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "remembered_browser" ADD CONSTRAINT "remembered_browser_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "remembered_browser_by_person" ON "remembered_browser" USING btree ("person_id","signed_in_at");--> statement-breakpoint
CREATE INDEX "remembered_browser_by_age" ON "remembered_browser" USING btree ("signed_in_at");--> statement-breakpoint
CREATE INDEX "request_limit_by_age" ON "request_limit" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "kept_form_by_browser" ON "kept_form" USING btree ("browser_hash","at");--> statement-breakpoint
CREATE INDEX "kept_form_by_share" ON "kept_form" USING btree ("signed_in","bytes");--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_kind_is_known" CHECK ("alarm"."kind" in ('domain-gone', 'mail-gone', 'name-servers-changed', 'proof-lost', 'letters-bounce', 'letters-suppressed', 'reader-complained', 'alias-disowned', 'clock-stopped', 'not-heard', 'checks-failing', 'provider-unknown', 'removals-held', 'roster-behind', 'access-refused'));