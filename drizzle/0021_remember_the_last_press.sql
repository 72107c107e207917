CREATE TABLE "form_press" (
	"session" text PRIMARY KEY NOT NULL,
	"form" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"leads_to" text
);
--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD COLUMN "used_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "form_press_by_age" ON "form_press" USING btree ("at");