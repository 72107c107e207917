-- What rests on an unproven claim goes: a conflict of interest that the portal derived is derived anew from what is confirmed, and of an
-- organization's domains those stay that a confirmed contact alias or an agreed change proved.
DELETE FROM "conflict_of_interest" WHERE "origin" = 'domain' AND "lifted_at" IS NULL;--> statement-breakpoint
UPDATE "conflict_of_interest" SET "origin" = 'set' WHERE "origin" = 'domain';--> statement-breakpoint
DELETE FROM "organization_domain" d WHERE NOT EXISTS (
  SELECT FROM "member" m JOIN "contact_alias" l ON l."member_id" = m."id"
  WHERE m."organization_id" = d."organization_id" AND (l."domain" = d."domain" OR right(l."domain", length(d."domain") + 1) = '.' || d."domain")
) AND NOT EXISTS (
  SELECT FROM "member" m JOIN "member_change" g ON g."member_id" = m."id"
  WHERE m."organization_id" = d."organization_id" AND g."accepted" AND d."domain" = ANY (g."new_domains")
);--> statement-breakpoint
DROP INDEX "one_sent_application_per_domain";--> statement-breakpoint
DROP INDEX "one_conflict_in_force";--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "name_look" text;--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "name_look" text;--> statement-breakpoint
CREATE INDEX "confirmed_alias_checks" ON "alias_check" USING btree ("list",lower("address")) WHERE "alias_check"."answered_at" is not null and "alias_check"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "sent_applications_by_domain" ON "application" USING btree ("list","alias_domain") WHERE "application"."submitted_at" is not null;--> statement-breakpoint
CREATE INDEX "sent_applications_by_alias" ON "application" USING btree ("list",lower("contact_alias")) WHERE "application"."submitted_at" is not null;--> statement-breakpoint
CREATE INDEX "sent_applications_by_name_look" ON "application" USING btree ("list","name_look") WHERE "application"."submitted_at" is not null;--> statement-breakpoint
CREATE INDEX "members_by_name_look" ON "member" USING btree ("list","name_look") WHERE "member"."left_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_derived_conflict" ON "conflict_of_interest" USING btree ("person_id","organization_id","list") WHERE "conflict_of_interest"."origin" = 'domain';--> statement-breakpoint
CREATE UNIQUE INDEX "one_conflict_in_force" ON "conflict_of_interest" USING btree ("person_id","organization_id","list") WHERE "conflict_of_interest"."lifted_at" is null and "conflict_of_interest"."origin" <> 'domain';