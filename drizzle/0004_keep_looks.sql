DROP INDEX "alias_domains_in_use";--> statement-breakpoint
ALTER TABLE "contact_alias" ADD COLUMN "look" text;--> statement-breakpoint
CREATE INDEX "alias_looks_in_use" ON "contact_alias" USING btree ("list","look") WHERE "contact_alias"."until_at" is null;