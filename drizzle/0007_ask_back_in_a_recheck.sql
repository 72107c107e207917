CREATE TABLE "recheck_question" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"recheck_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"question" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"due_on" date NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"overdue_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	CONSTRAINT "a_question_is_answered_or_closed" CHECK ("recheck_question"."answered_at" is null or "recheck_question"."closed_at" is null)
);
--> statement-breakpoint
ALTER TABLE "member_answer" ADD COLUMN "confirmed_by" text DEFAULT 'member' NOT NULL;--> statement-breakpoint
ALTER TABLE "recheck_question" ADD CONSTRAINT "recheck_question_recheck_id_recheck_id_fk" FOREIGN KEY ("recheck_id") REFERENCES "public"."recheck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck_question" ADD CONSTRAINT "recheck_question_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck_question" ADD CONSTRAINT "recheck_question_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck_question" ADD CONSTRAINT "recheck_question_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_question_per_recheck_criterion" ON "recheck_question" USING btree ("recheck_id","criterion") WHERE "recheck_question"."answered_at" is null and "recheck_question"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "questions_of_recheck" ON "recheck_question" USING btree ("recheck_id","asked_at");--> statement-breakpoint
CREATE INDEX "recheck_question_asked_by" ON "recheck_question" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "recheck_question_answered_by" ON "recheck_question" USING btree ("answered_by");--> statement-breakpoint
CREATE INDEX "recheck_question_closed_by" ON "recheck_question" USING btree ("closed_by");--> statement-breakpoint
ALTER TABLE "member_answer" ADD CONSTRAINT "confirmer_is_known" CHECK ("member_answer"."confirmed_by" in ('member', 'committee'));