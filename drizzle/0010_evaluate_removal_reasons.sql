CREATE TABLE "removal_evidence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"removal_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"content" text NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"submitted_by" uuid NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"outcome" text,
	"answer" text DEFAULT '' NOT NULL,
	CONSTRAINT "evidence_is_answered_whole" CHECK (("removal_evidence"."answered_at" is null) = ("removal_evidence"."outcome" is null)),
	CONSTRAINT "evidence_outcome_is_known" CHECK ("removal_evidence"."outcome" in ('stands', 'struck')),
	CONSTRAINT "evidence_is_short" CHECK (char_length("removal_evidence"."content") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "member_answer" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "removal_ground" ADD COLUMN "basis" text;--> statement-breakpoint
-- A removal that a person proposed was stood behind at the moment of the proposal.
UPDATE "removal_ground" "g" SET "basis" = case
	when "r"."because" = 'lapsed-recheck' then 'silence'
	when "r"."because" = 'failed-recheck' then 'assessment'
	when "r"."because" in ('new-criteria', 'embargo-policy') and ("r"."first_at" is null or "r"."first_at" <> "r"."proposed_at") then 'not-shown'
	else 'person' end
FROM "removal" "r" WHERE "r"."id" = "g"."removal_id";--> statement-breakpoint
ALTER TABLE "removal_ground" ALTER COLUMN "basis" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "removal_ground" ADD COLUMN "struck_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "removal_ground" ADD COLUMN "struck_by" uuid;--> statement-breakpoint
ALTER TABLE "removal_ground" ADD COLUMN "struck_because" text;--> statement-breakpoint
ALTER TABLE "removal_evidence" ADD CONSTRAINT "removal_evidence_removal_id_removal_id_fk" FOREIGN KEY ("removal_id") REFERENCES "public"."removal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_evidence" ADD CONSTRAINT "removal_evidence_submitted_by_person_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_evidence" ADD CONSTRAINT "removal_evidence_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_of_removal" ON "removal_evidence" USING btree ("removal_id","submitted_at");--> statement-breakpoint
CREATE INDEX "unread_evidence" ON "removal_evidence" USING btree ("removal_id") WHERE "removal_evidence"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "removal_evidence_submitted_by" ON "removal_evidence" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "removal_evidence_answered_by" ON "removal_evidence" USING btree ("answered_by");--> statement-breakpoint
ALTER TABLE "removal_ground" ADD CONSTRAINT "removal_ground_struck_by_person_id_fk" FOREIGN KEY ("struck_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reason_struck_by" ON "removal_ground" USING btree ("struck_by");--> statement-breakpoint
ALTER TABLE "removal_ground" ADD CONSTRAINT "reason_basis_is_known" CHECK ("removal_ground"."basis" in ('silence', 'assessment', 'not-shown', 'person'));--> statement-breakpoint
ALTER TABLE "removal_ground" ADD CONSTRAINT "a_struck_reason_says_why" CHECK (("removal_ground"."struck_at" is null) = ("removal_ground"."struck_because" is null));