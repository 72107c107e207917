CREATE TABLE "alias_check" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"application_id" uuid,
	"address" text NOT NULL,
	"token_hash" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"disowned_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_by" text,
	"check_by_hand" boolean DEFAULT false NOT NULL,
	CONSTRAINT "alias_check_token_is_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "answer" (
	"application_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"draft" jsonb NOT NULL,
	"finished" boolean DEFAULT false NOT NULL,
	"origin" text,
	"version" integer DEFAULT 1 NOT NULL,
	"reopened" boolean DEFAULT false NOT NULL,
	"edited_by" uuid NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answer_application_id_criterion_pk" PRIMARY KEY("application_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "answer_conflict" (
	"application_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"person_id" uuid NOT NULL,
	"draft" jsonb NOT NULL,
	"finished" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answer_conflict_application_id_criterion_person_id_pk" PRIMARY KEY("application_id","criterion","person_id")
);
--> statement-breakpoint
CREATE TABLE "answer_revision" (
	"application_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"version" integer NOT NULL,
	"draft" jsonb NOT NULL,
	"edited_by" uuid NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answer_revision_application_id_criterion_version_pk" PRIMARY KEY("application_id","criterion","version")
);
--> statement-breakpoint
CREATE TABLE "application" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"list" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"organization_name" text NOT NULL,
	"criteria_on" date NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"draft_ends_on" date NOT NULL,
	"draft_reminded" boolean DEFAULT false NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"submitted_by" uuid,
	"decision_due_on" date,
	"decided_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"alias_domain" text,
	"contact_alias" text,
	CONSTRAINT "reference_is_unique" UNIQUE("reference"),
	CONSTRAINT "application_in_queue" UNIQUE("id","list","decision_due_on"),
	CONSTRAINT "application_status_is_known" CHECK ("application"."status" in ('draft', 'submitted', 'information_requested', 'accepted', 'declined', 'withdrawn')),
	CONSTRAINT "sent_applications_have_a_due_day" CHECK ("application"."submitted_at" is null or "application"."decision_due_on" is not null)
);
--> statement-breakpoint
CREATE TABLE "application_contact" (
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"since_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "application_contact_application_id_person_id_pk" PRIMARY KEY("application_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "application_invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_token_is_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "embargo_acceptance" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"list" text NOT NULL,
	"policy_version" text NOT NULL,
	"policy_hash" text NOT NULL,
	"person_name" text NOT NULL,
	"person_role" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "information_request" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"question" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"due_on" date NOT NULL,
	"reminders" integer DEFAULT 0 NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"escalated_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reference_counter" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unplaced_text" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"dismissed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"position" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_role" text,
	"request_id" text,
	"list" text,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"data" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_chain_does_not_fork" UNIQUE("previous_hash"),
	CONSTRAINT "audit_hash_is_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"person_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "account_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "committee_seat" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"granted_by" uuid,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid,
	CONSTRAINT "committee_role_is_known" CHECK ("committee_seat"."role" in ('reviewer', 'chair', 'administrator', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp (3) with time zone,
	"image" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"shortcuts" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_count" (
	"bucket" text NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rate_count_bucket_window_start_pk" PRIMARY KEY("bucket","window_start")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"session_token" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"signed_in_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_code" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"browser_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "five_tries" CHECK ("sign_in_code"."tries" <= 5)
);
--> statement-breakpoint
CREATE TABLE "verification_token" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "verification_token_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "kept_form" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"browser_hash" text NOT NULL,
	"path" text NOT NULL,
	"message" text NOT NULL,
	"problems" jsonb NOT NULL,
	"fields" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"list" text,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"thread" text NOT NULL,
	"recipient" text NOT NULL,
	"data" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"subject" text,
	"text" text,
	"html" text,
	"envelope" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"rendered_at" timestamp (3) with time zone,
	"first_attempt_at" timestamp (3) with time zone,
	"last_attempt_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claim" uuid,
	"next_attempt_at" timestamp (3) with time zone,
	"provider_id" text,
	"message_id" text,
	"trouble" text,
	CONSTRAINT "letter_kind_is_known" CHECK ("letter"."kind" in ('sign-in-code', 'application-saved', 'application-invitation', 'application-draft-ending', 'application-draft-ended', 'application-received', 'alias-check', 'alias-opened', 'alias-answered', 'information-requested', 'information-reminder', 'information-provided', 'application-withdrawn', 'decision-accepted', 'decision-declined', 'welcome', 'review-assigned', 'review-unroutable', 'review-digest', 'information-overdue', 'decision-overdue', 'decision-delayed', 'role-granted', 'role-revoked')),
	CONSTRAINT "letter_status_is_known" CHECK ("letter"."status" in ('queued', 'attempting', 'accepted', 'failed')),
	CONSTRAINT "accepted_letters_have_a_provider_id" CHECK ("letter"."status" <> 'accepted' or "letter"."provider_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "mail_gate" (
	"name" text PRIMARY KEY NOT NULL,
	"next_call_at" timestamp (3) with time zone NOT NULL,
	"closed_until" timestamp (3) with time zone,
	"trouble" text
);
--> statement-breakpoint
CREATE TABLE "contact_alias" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"member_id" uuid NOT NULL,
	"list" text NOT NULL,
	"address" text NOT NULL,
	"domain" text NOT NULL,
	"since_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"since_on" date NOT NULL,
	"application_id" uuid,
	"next_recheck_on" date NOT NULL,
	"left_on" date,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_answer" (
	"member_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"criterion_version" text NOT NULL,
	"draft" jsonb NOT NULL,
	"confirmed_on" date NOT NULL,
	CONSTRAINT "member_answer_member_id_criterion_pk" PRIMARY KEY("member_id","criterion")
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization_contact" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"since_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone,
	CONSTRAINT "contact_role_is_known" CHECK ("organization_contact"."role" in ('primary', 'deputy', 'reader'))
);
--> statement-breakpoint
CREATE TABLE "organization_domain" (
	"organization_id" uuid NOT NULL,
	"domain" text NOT NULL,
	CONSTRAINT "organization_domain_organization_id_domain_pk" PRIMARY KEY("organization_id","domain")
);
--> statement-breakpoint
CREATE TABLE "conflict_change" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"person_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"change" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"agreed_by" uuid,
	"agreed_at" timestamp (3) with time zone,
	CONSTRAINT "conflict_change_is_known" CHECK ("conflict_change"."change" in ('set', 'lift')),
	CONSTRAINT "a_conflict_change_needs_two_others" CHECK ("conflict_change"."asked_by" <> "conflict_change"."person_id" and ("conflict_change"."agreed_by" is null or ("conflict_change"."agreed_by" <> "conflict_change"."asked_by" and "conflict_change"."agreed_by" <> "conflict_change"."person_id")))
);
--> statement-breakpoint
CREATE TABLE "conflict_of_interest" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"list" text NOT NULL,
	"person_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"since_at" timestamp (3) with time zone NOT NULL,
	"set_by" uuid,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" uuid,
	"lift_seconded_by" uuid,
	CONSTRAINT "conflict_origin_is_known" CHECK ("conflict_of_interest"."origin" in ('declared', 'domain', 'set')),
	CONSTRAINT "lifting_takes_two_others" CHECK ("conflict_of_interest"."lifted_at" is null or ("conflict_of_interest"."lifted_by" <> "conflict_of_interest"."lift_seconded_by" and "conflict_of_interest"."lifted_by" <> "conflict_of_interest"."person_id" and "conflict_of_interest"."lift_seconded_by" <> "conflict_of_interest"."person_id"))
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"seconded_by" uuid NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"held_until" timestamp (3) with time zone NOT NULL,
	"reasons" jsonb NOT NULL,
	"opening" text DEFAULT '' NOT NULL,
	"closing" text DEFAULT '' NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	"taken_back_by" uuid,
	"released_at" timestamp (3) with time zone,
	CONSTRAINT "decision_outcome_is_known" CHECK ("decision"."outcome" in ('accepted', 'declined')),
	CONSTRAINT "a_decision_needs_two_people" CHECK ("decision"."decided_by" <> "decision"."seconded_by"),
	CONSTRAINT "released_or_taken_back" CHECK ("decision"."released_at" is null or "decision"."taken_back_at" is null)
);
--> statement-breakpoint
CREATE TABLE "decision_draft" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"opening" text NOT NULL,
	"closing" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"edited_by" uuid NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "draft_outcome_is_known" CHECK ("decision_draft"."outcome" in ('accepted', 'declined'))
);
--> statement-breakpoint
CREATE TABLE "discussion_note" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"key" uuid NOT NULL,
	CONSTRAINT "one_note_per_press" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"application_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"person_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"answer_version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "finding_application_id_criterion_person_id_pk" PRIMARY KEY("application_id","criterion","person_id"),
	CONSTRAINT "finding_verdict_is_known" CHECK ("finding"."verdict" in ('met', 'not-met', 'cannot-tell'))
);
--> statement-breakpoint
CREATE TABLE "review_assignment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"list" text NOT NULL,
	"decision_due_on" date NOT NULL,
	"person_id" uuid NOT NULL,
	"assigned_at" timestamp (3) with time zone NOT NULL,
	"assigned_by" uuid,
	"released_at" timestamp (3) with time zone,
	"released_because" text,
	"reviewed_at" timestamp (3) with time zone,
	CONSTRAINT "release_reason_is_known" CHECK ("review_assignment"."released_because" in ('stepped-aside', 'conflict', 'away', 'seat-ended', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "reviewer_absence" (
	"list" text NOT NULL,
	"person_id" uuid NOT NULL,
	"until_on" date NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reviewer_absence_list_person_id_pk" PRIMARY KEY("list","person_id")
);
--> statement-breakpoint
CREATE TABLE "routing_trouble" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"why" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "routing_trouble_is_known" CHECK ("routing_trouble"."why" in ('nobody', 'too-few-for-a-quorum'))
);
--> statement-breakpoint
CREATE TABLE "vote" (
	"round_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"excluded_because" text,
	CONSTRAINT "vote_round_id_person_id_pk" PRIMARY KEY("round_id","person_id"),
	CONSTRAINT "exclusion_is_known" CHECK ("vote"."excluded_because" in ('conflict', 'seat-ended')),
	CONSTRAINT "vote_choice_is_known" CHECK ("vote"."choice" in ('accept', 'decline', 'abstain'))
);
--> statement-breakpoint
CREATE TABLE "vote_round" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"list" text NOT NULL,
	"decision_due_on" date NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"change_asked_by" uuid,
	"change_to" timestamp (3) with time zone,
	"outcome" text,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "round_outcome_is_known" CHECK ("vote_round"."outcome" in ('accepted', 'declined', 'referred', 'ended')),
	CONSTRAINT "closed_votes_have_an_outcome" CHECK (("vote_round"."closed_at" is null) = ("vote_round"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "waiver" (
	"application_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"agreed_by" uuid,
	"agreed_at" timestamp (3) with time zone,
	CONSTRAINT "waiver_application_id_criterion_pk" PRIMARY KEY("application_id","criterion"),
	CONSTRAINT "a_waiver_needs_two_people" CHECK ("waiver"."agreed_by" is null or "waiver"."agreed_by" <> "waiver"."asked_by")
);
--> statement-breakpoint
CREATE TABLE "sweep" (
	"key" text PRIMARY KEY NOT NULL,
	"done_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "worker_beat" (
	"worker_id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_beat_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alias_check" ADD CONSTRAINT "alias_check_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer" ADD CONSTRAINT "answer_edited_by_person_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_conflict" ADD CONSTRAINT "answer_conflict_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_conflict" ADD CONSTRAINT "answer_conflict_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_revision" ADD CONSTRAINT "answer_revision_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_revision" ADD CONSTRAINT "answer_revision_edited_by_person_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_submitted_by_person_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_contact" ADD CONSTRAINT "application_contact_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_contact" ADD CONSTRAINT "application_contact_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_invitation" ADD CONSTRAINT "application_invitation_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_invitation" ADD CONSTRAINT "application_invitation_invited_by_person_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "embargo_acceptance" ADD CONSTRAINT "embargo_acceptance_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "embargo_acceptance" ADD CONSTRAINT "embargo_acceptance_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "embargo_acceptance" ADD CONSTRAINT "embargo_acceptance_recorded_by_person_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "information_request" ADD CONSTRAINT "information_request_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "information_request" ADD CONSTRAINT "information_request_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unplaced_text" ADD CONSTRAINT "unplaced_text_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_seat" ADD CONSTRAINT "committee_seat_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_seat" ADD CONSTRAINT "committee_seat_granted_by_person_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "committee_seat" ADD CONSTRAINT "committee_seat_revoked_by_person_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_alias" ADD CONSTRAINT "contact_alias_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_answer" ADD CONSTRAINT "member_answer_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_contact" ADD CONSTRAINT "organization_contact_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_contact" ADD CONSTRAINT "organization_contact_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_domain" ADD CONSTRAINT "organization_domain_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_change" ADD CONSTRAINT "conflict_change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_change" ADD CONSTRAINT "conflict_change_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_change" ADD CONSTRAINT "conflict_change_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_change" ADD CONSTRAINT "conflict_change_agreed_by_person_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_of_interest" ADD CONSTRAINT "conflict_of_interest_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_of_interest" ADD CONSTRAINT "conflict_of_interest_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_of_interest" ADD CONSTRAINT "conflict_of_interest_set_by_person_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_of_interest" ADD CONSTRAINT "conflict_of_interest_lifted_by_person_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_of_interest" ADD CONSTRAINT "conflict_of_interest_lift_seconded_by_person_id_fk" FOREIGN KEY ("lift_seconded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_seconded_by_person_id_fk" FOREIGN KEY ("seconded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_taken_back_by_person_id_fk" FOREIGN KEY ("taken_back_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_draft" ADD CONSTRAINT "decision_draft_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_draft" ADD CONSTRAINT "decision_draft_edited_by_person_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_note" ADD CONSTRAINT "discussion_note_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discussion_note" ADD CONSTRAINT "discussion_note_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_assigned_by_person_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_assignment" ADD CONSTRAINT "assignment_stands_where_its_application_does" FOREIGN KEY ("application_id","list","decision_due_on") REFERENCES "public"."application"("id","list","decision_due_on") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "reviewer_absence" ADD CONSTRAINT "reviewer_absence_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_trouble" ADD CONSTRAINT "routing_trouble_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_round_id_vote_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."vote_round"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_round" ADD CONSTRAINT "vote_round_change_asked_by_person_id_fk" FOREIGN KEY ("change_asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_round" ADD CONSTRAINT "vote_stands_where_its_application_does" FOREIGN KEY ("application_id","list","decision_due_on") REFERENCES "public"."application"("id","list","decision_due_on") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_asked_by_person_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiver" ADD CONSTRAINT "waiver_agreed_by_person_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_alias_check_per_application" ON "alias_check" USING btree ("application_id") WHERE "alias_check"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "alias_check_of_organization" ON "alias_check" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "alias_check_of_application" ON "alias_check" USING btree ("application_id","asked_at");--> statement-breakpoint
CREATE INDEX "answer_edited_by" ON "answer" USING btree ("edited_by");--> statement-breakpoint
CREATE INDEX "answer_conflict_of_person" ON "answer_conflict" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "answer_revision_edited_by" ON "answer_revision" USING btree ("edited_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_application_per_organization" ON "application" USING btree ("list","organization_id") WHERE "application"."status" in ('draft', 'submitted', 'information_requested');--> statement-breakpoint
CREATE UNIQUE INDEX "one_sent_application_per_domain" ON "application" USING btree ("list","alias_domain") WHERE "application"."status" in ('submitted', 'information_requested');--> statement-breakpoint
CREATE INDEX "open_applications_by_due_day" ON "application" USING btree ("list","decision_due_on","id") WHERE "application"."status" in ('submitted', 'information_requested');--> statement-breakpoint
CREATE INDEX "applications_waiting_for_the_applicant" ON "application" USING btree ("list","decision_due_on","id") WHERE "application"."status" = 'information_requested';--> statement-breakpoint
CREATE INDEX "decided_applications" ON "application" USING btree ("list","decided_at") WHERE "application"."decided_at" is not null;--> statement-breakpoint
CREATE INDEX "drafts_by_end" ON "application" USING btree ("draft_ends_on") WHERE "application"."status" = 'draft';--> statement-breakpoint
CREATE INDEX "applications_of_organization" ON "application" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "application_created_by" ON "application" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "application_submitted_by" ON "application" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "applications_of_person" ON "application_contact" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_invitation_per_address" ON "application_invitation" USING btree ("application_id",lower("email")) WHERE "application_invitation"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "invitation_invited_by" ON "application_invitation" USING btree ("invited_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_acceptance_in_force_per_application" ON "embargo_acceptance" USING btree ("application_id") WHERE "embargo_acceptance"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "embargo_acceptance_of_organization" ON "embargo_acceptance" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "embargo_acceptance_recorded_by" ON "embargo_acceptance" USING btree ("recorded_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_question_per_criterion" ON "information_request" USING btree ("application_id","criterion") WHERE "information_request"."answered_at" is null and "information_request"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "open_questions_by_due_day" ON "information_request" USING btree ("due_on") WHERE "information_request"."answered_at" is null and "information_request"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "information_request_of_application" ON "information_request" USING btree ("application_id","asked_at");--> statement-breakpoint
CREATE INDEX "information_request_asked_by" ON "information_request" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "unplaced_text_of_application" ON "unplaced_text" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "audit_event_by_subject" ON "audit_event" USING btree ("subject_kind","subject_id","position");--> statement-breakpoint
CREATE INDEX "audit_event_by_list" ON "audit_event" USING btree ("list","position");--> statement-breakpoint
CREATE INDEX "account_by_person" ON "account" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_seat_per_role" ON "committee_seat" USING btree ("list","person_id","role") WHERE "committee_seat"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "open_seats_of_person" ON "committee_seat" USING btree ("person_id") WHERE "committee_seat"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "committee_seat_granted_by" ON "committee_seat" USING btree ("granted_by");--> statement-breakpoint
CREATE INDEX "committee_seat_revoked_by" ON "committee_seat" USING btree ("revoked_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_person_per_address" ON "person" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "rate_count_by_age" ON "rate_count" USING btree ("window_start");--> statement-breakpoint
CREATE INDEX "session_by_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_in_code_by_browser" ON "sign_in_code" USING btree ("browser_hash","created_at");--> statement-breakpoint
CREATE INDEX "open_sign_in_code_by_address" ON "sign_in_code" USING btree (lower("email")) WHERE "sign_in_code"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "kept_form_by_age" ON "kept_form" USING btree ("at");--> statement-breakpoint
CREATE INDEX "letter_waiting" ON "letter" USING btree (coalesce("next_attempt_at", "last_attempt_at", "created_at")) WHERE "letter"."status" in ('queued', 'attempting');--> statement-breakpoint
CREATE INDEX "letter_of_thread" ON "letter" USING btree ("thread","recipient","accepted_at");--> statement-breakpoint
CREATE INDEX "letter_of_subject" ON "letter" USING btree ("subject_kind","subject_id","created_at");--> statement-breakpoint
CREATE INDEX "letter_to" ON "letter" USING btree ("recipient","created_at");--> statement-breakpoint
CREATE INDEX "letter_by_age" ON "letter" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_member_per_alias" ON "contact_alias" USING btree ("list",lower("address")) WHERE "contact_alias"."until_at" is null;--> statement-breakpoint
CREATE INDEX "aliases_of_member" ON "contact_alias" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "alias_domains_in_use" ON "contact_alias" USING btree ("list","domain") WHERE "contact_alias"."until_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_membership_per_list" ON "member" USING btree ("list","organization_id") WHERE "member"."left_on" is null;--> statement-breakpoint
CREATE INDEX "roster_by_name" ON "member" USING btree ("list",lower("name"),"id") WHERE "member"."left_on" is null;--> statement-breakpoint
CREATE INDEX "members_by_recheck" ON "member" USING btree ("list","next_recheck_on") WHERE "member"."left_on" is null;--> statement-breakpoint
CREATE INDEX "memberships_of_organization" ON "member" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "member_of_application" ON "member" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_contact_per_person" ON "organization_contact" USING btree ("organization_id","person_id") WHERE "organization_contact"."until_at" is null;--> statement-breakpoint
CREATE INDEX "organizations_of_person" ON "organization_contact" USING btree ("person_id") WHERE "organization_contact"."until_at" is null;--> statement-breakpoint
CREATE INDEX "organization_domain_by_domain" ON "organization_domain" USING btree ("domain");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_conflict_change" ON "conflict_change" USING btree ("list","person_id","organization_id","change") WHERE "conflict_change"."agreed_at" is null;--> statement-breakpoint
CREATE INDEX "conflict_changes_on_organization" ON "conflict_change" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "conflict_change_of_person" ON "conflict_change" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "conflict_change_asked_by" ON "conflict_change" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "conflict_change_agreed_by" ON "conflict_change" USING btree ("agreed_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_conflict_in_force" ON "conflict_of_interest" USING btree ("person_id","organization_id","list") WHERE "conflict_of_interest"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "conflicts_on_organization" ON "conflict_of_interest" USING btree ("organization_id") WHERE "conflict_of_interest"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "conflict_set_by" ON "conflict_of_interest" USING btree ("set_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_standing_decision_per_application" ON "decision" USING btree ("application_id") WHERE "decision"."taken_back_at" is null;--> statement-breakpoint
CREATE INDEX "held_decisions" ON "decision" USING btree ("held_until") WHERE "decision"."released_at" is null and "decision"."taken_back_at" is null;--> statement-breakpoint
CREATE INDEX "decision_decided_by" ON "decision" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "decision_seconded_by" ON "decision" USING btree ("seconded_by");--> statement-breakpoint
CREATE INDEX "decision_draft_edited_by" ON "decision_draft" USING btree ("edited_by");--> statement-breakpoint
CREATE INDEX "notes_of_application" ON "discussion_note" USING btree ("application_id","at");--> statement-breakpoint
CREATE INDEX "discussion_note_of_person" ON "discussion_note" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "findings_of_person" ON "finding" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_assignment_per_reviewer" ON "review_assignment" USING btree ("application_id","person_id") WHERE "review_assignment"."released_at" is null;--> statement-breakpoint
CREATE INDEX "open_assignments_of_person" ON "review_assignment" USING btree ("person_id","application_id") WHERE "review_assignment"."released_at" is null;--> statement-breakpoint
CREATE INDEX "assignments_to_review" ON "review_assignment" USING btree ("person_id","list","decision_due_on","application_id") WHERE "review_assignment"."released_at" is null and "review_assignment"."reviewed_at" is null;--> statement-breakpoint
CREATE INDEX "reviewed_assignments" ON "review_assignment" USING btree ("person_id","list","decision_due_on","application_id") WHERE "review_assignment"."released_at" is null and "review_assignment"."reviewed_at" is not null;--> statement-breakpoint
CREATE INDEX "assignments_of_application" ON "review_assignment" USING btree ("application_id","assigned_at");--> statement-breakpoint
CREATE INDEX "review_assignment_by" ON "review_assignment" USING btree ("assigned_by");--> statement-breakpoint
CREATE INDEX "reviewer_absence_of_person" ON "reviewer_absence" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "open_routing_troubles" ON "routing_trouble" USING btree ("told_at") WHERE "routing_trouble"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "votes_of_person" ON "vote" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "votes_to_settle" ON "vote_round" USING btree ("list","decision_due_on","application_id") WHERE "vote_round"."closed_at" is not null and "vote_round"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "open_votes_by_due_day" ON "vote_round" USING btree ("list","decision_due_on","application_id") WHERE "vote_round"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "vote_rounds_of_application" ON "vote_round" USING btree ("application_id","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_vote_per_application" ON "vote_round" USING btree ("application_id") WHERE "vote_round"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "open_votes_by_close" ON "vote_round" USING btree ("closes_at") WHERE "vote_round"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "vote_round_change_asked_by" ON "vote_round" USING btree ("change_asked_by");--> statement-breakpoint
CREATE INDEX "waivers_to_agree" ON "waiver" USING btree ("asked_at") WHERE "waiver"."agreed_at" is null;--> statement-breakpoint
CREATE INDEX "waiver_asked_by" ON "waiver" USING btree ("asked_by");--> statement-breakpoint
CREATE INDEX "waiver_agreed_by" ON "waiver" USING btree ("agreed_by");