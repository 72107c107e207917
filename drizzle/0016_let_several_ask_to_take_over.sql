ALTER TABLE "succession" DROP CONSTRAINT "nobody_succeeds_unproved";--> statement-breakpoint
DROP INDEX "one_open_succession_per_member";--> statement-breakpoint
ALTER TABLE "succession" ALTER COLUMN "member_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "succession" ADD COLUMN "organization" text;--> statement-breakpoint
UPDATE "succession" SET "organization" = "member"."name" FROM "member" WHERE "member"."id" = "succession"."member_id";--> statement-breakpoint
ALTER TABLE "succession" ALTER COLUMN "organization" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_succession_per_person" ON "succession" USING btree ("member_id","person_id") WHERE "succession"."status" = 'open';--> statement-breakpoint
ALTER TABLE "succession" ADD CONSTRAINT "nobody_succeeds_unproved" CHECK ("succession"."status" <> 'completed' or ("succession"."member_id" is not null and "succession"."alias_proved_at" is not null and "succession"."domain_proved_at" is not null and "succession"."ended_at" >= "succession"."waits_until"));