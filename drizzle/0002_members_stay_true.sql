CREATE TABLE "agreement" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_agreement_per_person" UNIQUE("subject_kind","subject_id","person_id"),
	CONSTRAINT "agreement_subject_is_known" CHECK ("agreement"."subject_kind" in ('alias-change', 'succession', 'member-change', 'join-request', 'reinstatement', 'appeal'))
);
--> statement-breakpoint
CREATE TABLE "alias_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid NOT NULL,
	"status" text DEFAULT 'asked' NOT NULL,
	"mode" text NOT NULL,
	"old_alias_id" uuid,
	"new_alias_id" uuid,
	"new_address" text NOT NULL,
	"new_domain" text NOT NULL,
	"reason" text NOT NULL,
	"reaches_team" text DEFAULT '' NOT NULL,
	"flags" text[] DEFAULT '{}'::text[] NOT NULL,
	"old_is_dead" boolean DEFAULT false NOT NULL,
	"needs_agreement" boolean NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_through" text NOT NULL,
	"answer_by" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"waits_until" timestamp (3) with time zone,
	"agreed_at" timestamp (3) with time zone,
	"spoke_with" uuid,
	"spoke_by" uuid,
	"spoke_at" timestamp (3) with time zone,
	"spoke_how" text,
	"release_asked_by" uuid,
	"release_asked_at" timestamp (3) with time zone,
	"release_reason" text,
	"released_by" uuid,
	"released_at" timestamp (3) with time zone,
	"moved_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	"stopped_at" timestamp (3) with time zone,
	"stopped_through" text,
	"stopped_by" uuid,
	"stop_reason" text DEFAULT '' NOT NULL,
	"lapsed_at" timestamp (3) with time zone,
	"lapsed_because" text,
	CONSTRAINT "alias_change_reference_is_unique" UNIQUE("reference"),
	CONSTRAINT "alias_change_status_is_known" CHECK ("alias_change"."status" in ('asked', 'waiting', 'moving', 'completed', 'stopped', 'lapsed')),
	CONSTRAINT "an_alias_is_replaced_or_one_is_added" CHECK (("alias_change"."mode" = 'replace') = ("alias_change"."old_alias_id" is not null)),
	CONSTRAINT "no_alias_moves_unanswered" CHECK ("alias_change"."status" not in ('moving', 'completed') or ("alias_change"."answered_at" is not null and "alias_change"."moved_at" >= "alias_change"."waits_until" and (not "alias_change"."needs_agreement" or "alias_change"."agreed_at" is not null))),
	CONSTRAINT "a_dead_alias_is_spoken_about" CHECK (not ("alias_change"."old_is_dead" and "alias_change"."agreed_at" is not null and "alias_change"."spoke_at" is null)),
	CONSTRAINT "two_people_release_an_alias_change" CHECK ("alias_change"."released_by" is null or "alias_change"."released_by" <> "alias_change"."release_asked_by"),
	CONSTRAINT "a_stopped_alias_change_says_through_whom" CHECK (("alias_change"."status" = 'stopped') = ("alias_change"."stopped_through" is not null)),
	CONSTRAINT "alias_change_stop_is_known" CHECK ("alias_change"."stopped_through" in ('representative', 'old-alias', 'new-alias', 'committee', 'departure')),
	CONSTRAINT "a_lapsed_alias_change_says_why" CHECK (("alias_change"."status" = 'lapsed') = ("alias_change"."lapsed_because" is not null)),
	CONSTRAINT "alias_change_lapse_is_known" CHECK ("alias_change"."lapsed_because" in ('no-answer', 'no-agreement', 'taken'))
);
--> statement-breakpoint
CREATE TABLE "alias_change_stop" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"change_id" uuid NOT NULL,
	"told" text NOT NULL,
	"person_id" uuid,
	"token_hash" text NOT NULL,
	CONSTRAINT "alias_change_stop_token_is_unique" UNIQUE("token_hash"),
	CONSTRAINT "a_representative_is_somebody" CHECK (("alias_change_stop"."told" = 'representative') = ("alias_change_stop"."person_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "alarm" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid,
	"kind" text NOT NULL,
	"sentence" text NOT NULL,
	"check_id" uuid,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"closed_because" text,
	CONSTRAINT "alarm_kind_is_known" CHECK ("alarm"."kind" in ('domain-gone', 'mail-gone', 'name-servers-changed', 'proof-lost', 'letters-bounce', 'letters-suppressed', 'reader-complained', 'alias-disowned', 'clock-stopped', 'checks-failing', 'provider-unknown', 'removals-held', 'roster-behind'))
);
--> statement-breakpoint
CREATE TABLE "evidence_check" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid,
	"application_id" uuid,
	"name" text NOT NULL,
	"looked" text NOT NULL,
	"result" text NOT NULL,
	"sentence" text NOT NULL,
	"seen" jsonb NOT NULL,
	"seen_hash" text NOT NULL,
	"because" text NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"alarms" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"weighed_at" timestamp (3) with time zone,
	CONSTRAINT "check_name_is_known" CHECK ("evidence_check"."name" in ('mail-domain', 'domain-ownership', 'security-txt', 'sister-list', 'delivery', 'look-alike')),
	CONSTRAINT "check_result_is_known" CHECK ("evidence_check"."result" in ('yes', 'no', 'cannot-tell')),
	CONSTRAINT "a_check_is_about_one_thing" CHECK (num_nonnulls("evidence_check"."member_id", "evidence_check"."application_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "evidence_watch" (
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"list" text NOT NULL,
	"next_on" date NOT NULL,
	CONSTRAINT "evidence_watch_member_id_name_pk" PRIMARY KEY("member_id","name")
);
--> statement-breakpoint
CREATE TABLE "roster_copy" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"url" text NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	"hash" text NOT NULL,
	"rows" integer NOT NULL,
	"entries" jsonb NOT NULL,
	"trouble" text,
	CONSTRAINT "roster_trouble_is_known" CHECK ("roster_copy"."trouble" in ('empty', 'shrunken', 'unreadable'))
);
--> statement-breakpoint
CREATE TABLE "provider_event" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"provider_id" text,
	"letter_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	CONSTRAINT "event_outcome_is_known" CHECK ("provider_event"."outcome" in ('recorded', 'noted', 'unknown-letter', 'unknown-type'))
);
--> statement-breakpoint
CREATE TABLE "departure" (
	"member_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"on_day" date NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"removal_id" uuid,
	CONSTRAINT "a_departure_is_wished_or_decided" CHECK (("departure"."kind" = 'left') = ("departure"."removal_id" is null))
);
--> statement-breakpoint
CREATE TABLE "join_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"escalated_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"accepted" boolean,
	"role" text,
	CONSTRAINT "joined_role_is_known" CHECK ("join_request"."role" in ('primary', 'deputy', 'reader'))
);
--> statement-breakpoint
CREATE TABLE "member_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"new_name" text NOT NULL,
	"old_name" text NOT NULL,
	"new_domains" text[] NOT NULL,
	"product" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"accepted" boolean,
	CONSTRAINT "member_change_reference_is_unique" UNIQUE("reference")
);
--> statement-breakpoint
CREATE TABLE "succession" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"dns_secret" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"alias_proved_at" timestamp (3) with time zone,
	"domain_proved_at" timestamp (3) with time zone,
	"domain_looked_at" timestamp (3) with time zone,
	"domain_seen" text,
	"waits_until" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_through" text,
	CONSTRAINT "succession_reference_is_unique" UNIQUE("reference"),
	CONSTRAINT "succession_status_is_known" CHECK ("succession"."status" in ('open', 'completed', 'refused', 'withdrawn')),
	CONSTRAINT "domain_sight_is_known" CHECK ("succession"."domain_seen" in ('proved', 'nothing-there', 'cannot-tell')),
	CONSTRAINT "succession_ender_is_known" CHECK ("succession"."ended_through" in ('representative', 'alias', 'committee', 'asker', 'departure')),
	CONSTRAINT "nobody_succeeds_unproved" CHECK ("succession"."status" <> 'completed' or ("succession"."alias_proved_at" is not null and "succession"."domain_proved_at" is not null and "succession"."ended_at" >= "succession"."waits_until"))
);
--> statement-breakpoint
CREATE TABLE "organization_invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"list" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"accepted_by" uuid,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "organization_invitation_token_is_unique" UNIQUE("token_hash"),
	CONSTRAINT "invited_role_is_known" CHECK ("organization_invitation"."role" in ('primary', 'deputy', 'reader'))
);
--> statement-breakpoint
CREATE TABLE "campaign_notice" (
	"member_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"version" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "campaign_notice_member_id_criterion_version_pk" PRIMARY KEY("member_id","criterion","version")
);
--> statement-breakpoint
CREATE TABLE "recheck" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"because" text NOT NULL,
	"criteria" text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_on" date NOT NULL,
	"due_on" date NOT NULL,
	"reminders" integer DEFAULT 0 NOT NULL,
	"last_reminded_on" date,
	"stopped_on" date,
	"stopped_because" text,
	"stopped_days" integer DEFAULT 0 NOT NULL,
	"grace_on" date,
	"extended_by" uuid,
	"extended_because" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"by_phone" boolean DEFAULT false NOT NULL,
	"ended_on" date,
	"look_on" date NOT NULL,
	CONSTRAINT "recheck_reference_is_unique" UNIQUE("reference"),
	CONSTRAINT "recheck_status_is_known" CHECK ("recheck"."status" in ('open', 'answered', 'passed', 'failed', 'lapsed', 'called-off'))
);
--> statement-breakpoint
CREATE TABLE "recheck_answer" (
	"recheck_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"says" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"draft" jsonb NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	"said_by" uuid,
	CONSTRAINT "recheck_answer_recheck_id_criterion_pk" PRIMARY KEY("recheck_id","criterion"),
	CONSTRAINT "what_is_said_is_known" CHECK ("recheck_answer"."says" in ('still-true', 'changed', 'no-longer-true'))
);
--> statement-breakpoint
CREATE TABLE "recheck_contact" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"recheck_id" uuid NOT NULL,
	"spoke_with" text NOT NULL,
	"spoke_on" date NOT NULL,
	"said" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"recorded_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appeal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"removal_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "one_appeal_per_removal" UNIQUE("removal_id")
);
--> statement-breakpoint
CREATE TABLE "delivery_entry" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid NOT NULL,
	"address" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" uuid,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "delivery_pause" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"paused_at" timestamp (3) with time zone NOT NULL,
	"paused_by" uuid NOT NULL,
	"confirm_by" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"confirmed_by" uuid,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "nobody_confirms_their_own_pause" CHECK ("delivery_pause"."confirmed_by" is null or "delivery_pause"."confirmed_by" <> "delivery_pause"."paused_by")
);
--> statement-breakpoint
CREATE TABLE "removal" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"list" text NOT NULL,
	"member_id" uuid NOT NULL,
	"status" text DEFAULT 'proposed' NOT NULL,
	"because" text NOT NULL,
	"recheck_id" uuid,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"first_by" uuid,
	"first_at" timestamp (3) with time zone,
	"second_by" uuid,
	"second_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone,
	"spoken_on" date,
	"spoken_with" text,
	"spoken_by" uuid,
	"carry_out_on" date NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"stopped_by" uuid,
	"stopped_because" text,
	"carried_out_at" timestamp (3) with time zone,
	"held_at" timestamp (3) with time zone,
	"released_by" uuid,
	"released_at" timestamp (3) with time zone,
	CONSTRAINT "removal_reference_is_unique" UNIQUE("reference"),
	CONSTRAINT "removal_status_is_known" CHECK ("removal"."status" in ('proposed', 'agreed', 'stopped', 'carried-out')),
	CONSTRAINT "nobody_agrees_with_themselves" CHECK ("removal"."first_by" is null or "removal"."second_by" is null or "removal"."first_by" <> "removal"."second_by"),
	CONSTRAINT "a_second_person_follows_a_first" CHECK ("removal"."second_by" is null or "removal"."first_by" is not null),
	CONSTRAINT "nobody_is_agreed_unheard" CHECK ("removal"."status" not in ('agreed', 'carried-out') or "removal"."told_at" is not null),
	CONSTRAINT "two_people_stand_behind_a_removal" CHECK ("removal"."status" not in ('agreed', 'carried-out') or ("removal"."first_by" is not null and "removal"."second_by" is not null))
);
--> statement-breakpoint
CREATE TABLE "removal_ground" (
	"removal_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"reason" text NOT NULL,
	"what_would_help" text DEFAULT '' NOT NULL,
	CONSTRAINT "removal_ground_removal_id_criterion_pk" PRIMARY KEY("removal_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "roster_plan" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"number" integer NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" uuid,
	"applied_at" timestamp (3) with time zone,
	"applied_by" uuid,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "roster_plan_change" (
	"plan_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"change" text NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "roster_plan_change_plan_id_change_address_pk" PRIMARY KEY("plan_id","change","address")
);
--> statement-breakpoint
ALTER TABLE "letter" DROP CONSTRAINT "letter_kind_is_known";--> statement-breakpoint
DROP INDEX "one_open_alias_check_per_application";--> statement-breakpoint
DROP INDEX "members_by_recheck";--> statement-breakpoint
ALTER TABLE "alias_check" ADD COLUMN "member_id" uuid;--> statement-breakpoint
ALTER TABLE "alias_check" ADD COLUMN "subject_kind" text DEFAULT 'application' NOT NULL;--> statement-breakpoint
ALTER TABLE "alias_check" ADD COLUMN "subject_id" uuid;--> statement-breakpoint
ALTER TABLE "alias_check" ADD COLUMN "reference" text;--> statement-breakpoint
UPDATE "alias_check" k SET "subject_id" = a."id", "reference" = a."reference" FROM "application" a WHERE a."id" = k."application_id";--> statement-breakpoint
ALTER TABLE "alias_check" ALTER COLUMN "subject_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "alias_check" ALTER COLUMN "reference" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "delivered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "bounced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "complained_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "suppressed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "member_answer" ADD COLUMN "verdict" text;--> statement-breakpoint
ALTER TABLE "member_answer" ADD COLUMN "verdict_reason" text;--> statement-breakpoint
ALTER TABLE "member_answer" ADD COLUMN "verdict_by" uuid;--> statement-breakpoint
ALTER TABLE "member_answer" ADD COLUMN "verdict_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_old_alias_id_contact_alias_id_fk" FOREIGN KEY ("old_alias_id") REFERENCES "public"."contact_alias"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_new_alias_id_contact_alias_id_fk" FOREIGN KEY ("new_alias_id") REFERENCES "public"."contact_alias"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_spoke_with_person_id_fk" FOREIGN KEY ("spoke_with") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_spoke_by_person_id_fk" FOREIGN KEY ("spoke_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_release_asked_by_person_id_fk" FOREIGN KEY ("release_asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_released_by_person_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_stopped_by_person_id_fk" FOREIGN KEY ("stopped_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change_stop" ADD CONSTRAINT "alias_change_stop_change_id_alias_change_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."alias_change"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alias_change_stop" ADD CONSTRAINT "alias_change_stop_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_check_id_evidence_check_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."evidence_check"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_check" ADD CONSTRAINT "evidence_check_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_check" ADD CONSTRAINT "evidence_check_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_watch" ADD CONSTRAINT "evidence_watch_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_event" ADD CONSTRAINT "provider_event_letter_id_letter_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."letter"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departure" ADD CONSTRAINT "departure_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departure" ADD CONSTRAINT "departure_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_change" ADD CONSTRAINT "member_change_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_change" ADD CONSTRAINT "member_change_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "succession" ADD CONSTRAINT "succession_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "succession" ADD CONSTRAINT "succession_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_invitation" ADD CONSTRAINT "organization_invitation_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_invitation" ADD CONSTRAINT "organization_invitation_invited_by_person_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_invitation" ADD CONSTRAINT "organization_invitation_accepted_by_person_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_notice" ADD CONSTRAINT "campaign_notice_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck" ADD CONSTRAINT "recheck_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck" ADD CONSTRAINT "recheck_extended_by_person_id_fk" FOREIGN KEY ("extended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck" ADD CONSTRAINT "recheck_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck_answer" ADD CONSTRAINT "recheck_answer_recheck_id_recheck_id_fk" FOREIGN KEY ("recheck_id") REFERENCES "public"."recheck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck_answer" ADD CONSTRAINT "recheck_answer_said_by_person_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck_contact" ADD CONSTRAINT "recheck_contact_recheck_id_recheck_id_fk" FOREIGN KEY ("recheck_id") REFERENCES "public"."recheck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recheck_contact" ADD CONSTRAINT "recheck_contact_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_removal_id_removal_id_fk" FOREIGN KEY ("removal_id") REFERENCES "public"."removal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_entry" ADD CONSTRAINT "delivery_entry_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_entry" ADD CONSTRAINT "delivery_entry_added_by_person_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_entry" ADD CONSTRAINT "delivery_entry_removed_by_person_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_pause" ADD CONSTRAINT "delivery_pause_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_pause" ADD CONSTRAINT "delivery_pause_paused_by_person_id_fk" FOREIGN KEY ("paused_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_pause" ADD CONSTRAINT "delivery_pause_confirmed_by_person_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_pause" ADD CONSTRAINT "delivery_pause_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal" ADD CONSTRAINT "removal_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal" ADD CONSTRAINT "removal_recheck_id_recheck_id_fk" FOREIGN KEY ("recheck_id") REFERENCES "public"."recheck"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal" ADD CONSTRAINT "removal_first_by_person_id_fk" FOREIGN KEY ("first_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal" ADD CONSTRAINT "removal_second_by_person_id_fk" FOREIGN KEY ("second_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal" ADD CONSTRAINT "removal_spoken_by_person_id_fk" FOREIGN KEY ("spoken_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal" ADD CONSTRAINT "removal_stopped_by_person_id_fk" FOREIGN KEY ("stopped_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal" ADD CONSTRAINT "removal_released_by_person_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_ground" ADD CONSTRAINT "removal_ground_removal_id_removal_id_fk" FOREIGN KEY ("removal_id") REFERENCES "public"."removal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_plan" ADD CONSTRAINT "roster_plan_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_plan" ADD CONSTRAINT "roster_plan_applied_by_person_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_plan_change" ADD CONSTRAINT "roster_plan_change_plan_id_roster_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."roster_plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_plan_change" ADD CONSTRAINT "roster_plan_change_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agreement_by_person" ON "agreement" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_alias_change_per_member" ON "alias_change" USING btree ("member_id") WHERE "alias_change"."status" in ('asked', 'waiting', 'moving');--> statement-breakpoint
CREATE INDEX "open_alias_changes" ON "alias_change" USING btree ("list","asked_at") WHERE "alias_change"."status" in ('asked', 'waiting', 'moving');--> statement-breakpoint
CREATE INDEX "alias_changes_of_member" ON "alias_change" USING btree ("member_id","asked_at");--> statement-breakpoint
CREATE INDEX "alias_change_old" ON "alias_change" USING btree ("old_alias_id");--> statement-breakpoint
CREATE INDEX "alias_change_new" ON "alias_change" USING btree ("new_alias_id");--> statement-breakpoint
CREATE INDEX "alias_change_asked_by" ON "alias_change" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "alias_change_stopped_by" ON "alias_change" USING btree ("stopped_by");--> statement-breakpoint
CREATE INDEX "alias_change_spoke_with" ON "alias_change" USING btree ("spoke_with");--> statement-breakpoint
CREATE INDEX "alias_change_spoke_by" ON "alias_change" USING btree ("spoke_by");--> statement-breakpoint
CREATE INDEX "alias_change_release_asked_by" ON "alias_change" USING btree ("release_asked_by");--> statement-breakpoint
CREATE INDEX "alias_change_released_by" ON "alias_change" USING btree ("released_by");--> statement-breakpoint
CREATE INDEX "alias_change_stop_of_change" ON "alias_change_stop" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "alias_change_stop_of_person" ON "alias_change_stop" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_alarm_of_a_kind_per_member" ON "alarm" USING btree ("member_id","kind") WHERE "alarm"."closed_at" is null and "alarm"."member_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_alarm_of_a_kind_per_list" ON "alarm" USING btree ("list","kind") WHERE "alarm"."closed_at" is null and "alarm"."member_id" is null;--> statement-breakpoint
CREATE INDEX "open_alarms" ON "alarm" USING btree ("list","raised_at") WHERE "alarm"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "alarms_of_member" ON "alarm" USING btree ("member_id","raised_at");--> statement-breakpoint
CREATE INDEX "alarm_of_check" ON "alarm" USING btree ("check_id");--> statement-breakpoint
CREATE INDEX "alarm_closed_by" ON "alarm" USING btree ("closed_by");--> statement-breakpoint
CREATE INDEX "checks_of_member" ON "evidence_check" USING btree ("member_id","name","checked_at");--> statement-breakpoint
CREATE INDEX "checks_of_application" ON "evidence_check" USING btree ("application_id","name","checked_at");--> statement-breakpoint
CREATE INDEX "checks_by_day" ON "evidence_check" USING btree ("list","name","checked_at");--> statement-breakpoint
CREATE INDEX "checks_to_weigh" ON "evidence_check" USING btree ("list","name","checked_at") WHERE "evidence_check"."weighed_at" is null;--> statement-breakpoint
CREATE INDEX "evidence_due" ON "evidence_watch" USING btree ("next_on","member_id");--> statement-breakpoint
CREATE INDEX "roster_copies" ON "roster_copy" USING btree ("url","read_at");--> statement-breakpoint
CREATE INDEX "provider_events_by_age" ON "provider_event" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "provider_events_of_letter" ON "provider_event" USING btree ("letter_id");--> statement-breakpoint
CREATE INDEX "provider_events_waiting" ON "provider_event" USING btree ("provider_id") WHERE "provider_event"."outcome" = 'unknown-letter';--> statement-breakpoint
CREATE INDEX "departures_by_day" ON "departure" USING btree ("on_day");--> statement-breakpoint
CREATE INDEX "departure_by" ON "departure" USING btree ("decided_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_join_request_per_person" ON "join_request" USING btree ("member_id","person_id") WHERE "join_request"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "open_join_requests" ON "join_request" USING btree ("asked_at") WHERE "join_request"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "join_request_of_person" ON "join_request" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "join_request_answered_by" ON "join_request" USING btree ("answered_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_change_per_member" ON "member_change" USING btree ("member_id") WHERE "member_change"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "member_changes" ON "member_change" USING btree ("member_id","asked_at");--> statement-breakpoint
CREATE INDEX "member_change_asked_by" ON "member_change" USING btree ("asked_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_succession_per_member" ON "succession" USING btree ("member_id") WHERE "succession"."status" = 'open';--> statement-breakpoint
CREATE INDEX "succession_of_person" ON "succession" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_organization_invitation_per_address" ON "organization_invitation" USING btree ("organization_id",lower("email")) WHERE "organization_invitation"."accepted_at" is null and "organization_invitation"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "organization_invitation_by" ON "organization_invitation" USING btree ("invited_by");--> statement-breakpoint
CREATE INDEX "organization_invitation_accepted_by" ON "organization_invitation" USING btree ("accepted_by");--> statement-breakpoint
CREATE INDEX "open_campaign_notices" ON "campaign_notice" USING btree ("criterion","version","member_id") WHERE "campaign_notice"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_recheck_per_member" ON "recheck" USING btree ("member_id") WHERE "recheck"."status" in ('open', 'answered');--> statement-breakpoint
CREATE INDEX "rechecks_to_look_at" ON "recheck" USING btree ("look_on","id") WHERE "recheck"."status" in ('open', 'answered');--> statement-breakpoint
CREATE INDEX "open_rechecks" ON "recheck" USING btree ("list","due_on","id") WHERE "recheck"."status" in ('open', 'answered');--> statement-breakpoint
CREATE INDEX "rechecks_of_member" ON "recheck" USING btree ("member_id","opened_on");--> statement-breakpoint
CREATE INDEX "rechecks_by_day" ON "recheck" USING btree ("list","opened_on");--> statement-breakpoint
CREATE INDEX "recheck_answered_by" ON "recheck" USING btree ("answered_by");--> statement-breakpoint
CREATE INDEX "recheck_extended_by" ON "recheck" USING btree ("extended_by");--> statement-breakpoint
CREATE INDEX "recheck_answer_said_by" ON "recheck_answer" USING btree ("said_by");--> statement-breakpoint
CREATE INDEX "contacts_of_recheck" ON "recheck_contact" USING btree ("recheck_id","spoke_on");--> statement-breakpoint
CREATE INDEX "recheck_contact_by" ON "recheck_contact" USING btree ("recorded_by");--> statement-breakpoint
CREATE INDEX "appeal_by" ON "appeal" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_entry_per_address" ON "delivery_entry" USING btree ("list",lower("address")) WHERE "delivery_entry"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "entries_of_member" ON "delivery_entry" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "entry_added_by" ON "delivery_entry" USING btree ("added_by");--> statement-breakpoint
CREATE INDEX "entry_removed_by" ON "delivery_entry" USING btree ("removed_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_pause_per_member" ON "delivery_pause" USING btree ("member_id") WHERE "delivery_pause"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "pauses_to_confirm" ON "delivery_pause" USING btree ("confirm_by") WHERE "delivery_pause"."ended_at" is null and "delivery_pause"."confirmed_at" is null;--> statement-breakpoint
CREATE INDEX "pause_by" ON "delivery_pause" USING btree ("paused_by");--> statement-breakpoint
CREATE INDEX "pause_confirmed_by" ON "delivery_pause" USING btree ("confirmed_by");--> statement-breakpoint
CREATE INDEX "pause_ended_by" ON "delivery_pause" USING btree ("ended_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_removal_per_member" ON "removal" USING btree ("member_id") WHERE "removal"."status" in ('proposed', 'agreed');--> statement-breakpoint
CREATE INDEX "open_removals" ON "removal" USING btree ("list","proposed_at") WHERE "removal"."status" in ('proposed', 'agreed');--> statement-breakpoint
CREATE INDEX "removals_to_carry_out" ON "removal" USING btree ("carry_out_on","id") WHERE "removal"."status" = 'agreed';--> statement-breakpoint
CREATE INDEX "removals_of_member" ON "removal" USING btree ("member_id","proposed_at");--> statement-breakpoint
CREATE INDEX "removals_done" ON "removal" USING btree ("list","carried_out_at");--> statement-breakpoint
CREATE INDEX "removal_of_recheck" ON "removal" USING btree ("recheck_id");--> statement-breakpoint
CREATE INDEX "removal_first_by" ON "removal" USING btree ("first_by");--> statement-breakpoint
CREATE INDEX "removal_second_by" ON "removal" USING btree ("second_by");--> statement-breakpoint
CREATE INDEX "removal_spoken_by" ON "removal" USING btree ("spoken_by");--> statement-breakpoint
CREATE INDEX "removal_stopped_by" ON "removal" USING btree ("stopped_by");--> statement-breakpoint
CREATE INDEX "removal_released_by" ON "removal" USING btree ("released_by");--> statement-breakpoint
CREATE UNIQUE INDEX "roster_plan_number" ON "roster_plan" USING btree ("list","number");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_plan_per_list" ON "roster_plan" USING btree ("list") WHERE "roster_plan"."applied_at" is null and "roster_plan"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "roster_plan_made_by" ON "roster_plan" USING btree ("made_by");--> statement-breakpoint
CREATE INDEX "roster_plan_applied_by" ON "roster_plan" USING btree ("applied_by");--> statement-breakpoint
CREATE INDEX "plan_changes_of_member" ON "roster_plan_change" USING btree ("member_id");--> statement-breakpoint
ALTER TABLE "member_answer" ADD CONSTRAINT "member_answer_verdict_by_person_id_fk" FOREIGN KEY ("verdict_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_alias_check_per_subject" ON "alias_check" USING btree ("subject_kind","subject_id") WHERE "alias_check"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "alias_check_of_member" ON "alias_check" USING btree ("member_id","asked_at");--> statement-breakpoint
CREATE INDEX "roster_changes" ON "audit_event" USING btree ("list","position") WHERE "audit_event"."action" in ('member.admitted', 'member.left', 'member.reinstated', 'member.renamed', 'alias.change_moved', 'alias.change_completed');--> statement-breakpoint
CREATE UNIQUE INDEX "letter_by_provider_id" ON "letter" USING btree ("provider_id") WHERE "letter"."provider_id" is not null;--> statement-breakpoint
CREATE INDEX "letters_without_news" ON "letter" USING btree ("accepted_at") WHERE "letter"."status" = 'accepted' and "letter"."delivered_at" is null and "letter"."bounced_at" is null and "letter"."complained_at" is null and "letter"."suppressed_at" is null;--> statement-breakpoint
CREATE INDEX "aliases_let_go" ON "contact_alias" USING btree ("list","member_id") WHERE "contact_alias"."until_at" is not null;--> statement-breakpoint
CREATE INDEX "departed_by_name" ON "member" USING btree ("list",lower("name"),"id") WHERE "member"."left_on" is not null;--> statement-breakpoint
CREATE INDEX "member_answer_verdict_by" ON "member_answer" USING btree ("verdict_by");--> statement-breakpoint
CREATE INDEX "members_by_recheck" ON "member" USING btree ("list","next_recheck_on","id") WHERE "member"."left_on" is null;--> statement-breakpoint
ALTER TABLE "alias_check" ADD CONSTRAINT "alias_check_subject_is_known" CHECK ("alias_check"."subject_kind" in ('application', 'alias-change', 'recheck', 'succession', 'reinstatement'));--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_kind_is_known" CHECK ("letter"."kind" in ('sign-in-code', 'application-saved', 'application-invitation', 'application-draft-ending', 'application-draft-ended', 'application-received', 'alias-check', 'alias-opened', 'alias-answered', 'alias-change-asked', 'alias-change-waiting', 'alias-change-moving', 'alias-change-completed', 'alias-change-stopped', 'alias-change-lapsed', 'alias-change-review', 'alias-change-disowned', 'information-requested', 'information-reminder', 'information-provided', 'application-withdrawn', 'decision-accepted', 'decision-declined', 'welcome', 'review-assigned', 'review-unroutable', 'review-digest', 'information-overdue', 'decision-overdue', 'decision-delayed', 'farewell', 'farewell-removed', 'representative-invitation', 'people-changed', 'join-asked', 'join-escalated', 'join-answered', 'succession-told', 'succession-to-judge', 'succession-ended', 'succession-completed', 'member-change-asked', 'member-change-decided', 'leaving-announced', 'leaving-taken-back', 'role-granted', 'role-revoked', 'alarm-raised', 'removal-to-judge', 'removal-proposed', 'removal-agreed', 'removal-stopped', 'appeal-received', 'appeal-to-read', 'appeal-decided', 'reinstated', 'delivery-paused', 'delivery-resumed', 'pause-to-confirm', 'pause-lapsed', 'recheck-opened', 'recheck-reminder', 'recheck-due', 'recheck-grace', 'recheck-escalated', 'recheck-answered', 'recheck-passed', 'recheck-lapsed', 'criterion-announced', 'policy-announced'));