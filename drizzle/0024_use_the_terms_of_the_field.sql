-- Tables, columns, rules and closed words get the terms that are used everywhere else. Everything is renamed where it is: no row is copied.
-- Untouched are texts that were rendered, the data of emails and jobs, the threads of emails, and the audit trail.

-- Closed lists of words are checked again at the end, with the new ones
ALTER TABLE "agreement" DROP CONSTRAINT "agreement_subject_is_known";--> statement-breakpoint
ALTER TABLE "alias_change" DROP CONSTRAINT "alias_change_status_is_known";--> statement-breakpoint
ALTER TABLE "alias_change" DROP CONSTRAINT "alias_change_stop_is_known";--> statement-breakpoint
ALTER TABLE "alias_change" DROP CONSTRAINT "a_lapsed_alias_change_says_why";--> statement-breakpoint
ALTER TABLE "alias_check" DROP CONSTRAINT "alias_check_subject_is_known";--> statement-breakpoint
ALTER TABLE "alarm" DROP CONSTRAINT "alarm_kind_is_known";--> statement-breakpoint
ALTER TABLE "letter" DROP CONSTRAINT "letter_kind_is_known";--> statement-breakpoint
ALTER TABLE "provider_event" DROP CONSTRAINT "event_outcome_is_known";--> statement-breakpoint
ALTER TABLE "succession" DROP CONSTRAINT "succession_ender_is_known";--> statement-breakpoint
ALTER TABLE "recheck" DROP CONSTRAINT "recheck_status_is_known";--> statement-breakpoint
ALTER TABLE "review_assignment" DROP CONSTRAINT "release_reason_is_known";--> statement-breakpoint
ALTER TABLE "vote" DROP CONSTRAINT "exclusion_is_known";--> statement-breakpoint

-- Emails
ALTER TABLE "letter" RENAME TO "email";--> statement-breakpoint
ALTER INDEX "letter_pkey" RENAME TO "email_pkey";--> statement-breakpoint
ALTER INDEX "letter_by_provider_id" RENAME TO "email_by_provider_id";--> statement-breakpoint
ALTER INDEX "letter_waiting" RENAME TO "emails_waiting";--> statement-breakpoint
ALTER INDEX "letter_of_thread" RENAME TO "emails_of_thread";--> statement-breakpoint
ALTER INDEX "letter_of_subject" RENAME TO "emails_of_subject";--> statement-breakpoint
ALTER INDEX "letter_to" RENAME TO "emails_to_recipient";--> statement-breakpoint
ALTER INDEX "letter_by_age" RENAME TO "emails_by_age";--> statement-breakpoint
ALTER INDEX "letters_without_news" RENAME TO "emails_without_news";--> statement-breakpoint
ALTER TABLE "email" RENAME CONSTRAINT "letter_status_is_known" TO "email_status_is_known";--> statement-breakpoint
ALTER TABLE "email" RENAME CONSTRAINT "accepted_letters_have_a_provider_id" TO "accepted_emails_have_a_provider_id";--> statement-breakpoint
ALTER TABLE "mail_gate" RENAME TO "email_rate_limit";--> statement-breakpoint
ALTER INDEX "mail_gate_pkey" RENAME TO "email_rate_limit_pkey";--> statement-breakpoint
ALTER TABLE "email_rate_limit" RENAME COLUMN "closed_until" TO "paused_until";--> statement-breakpoint
ALTER TABLE "provider_event" RENAME COLUMN "letter_id" TO "email_id";--> statement-breakpoint
ALTER TABLE "provider_event" RENAME CONSTRAINT "provider_event_letter_id_letter_id_fk" TO "provider_event_email_id_email_id_fk";--> statement-breakpoint
ALTER INDEX "provider_events_of_letter" RENAME TO "provider_events_of_email";--> statement-breakpoint
DROP INDEX "provider_events_waiting";--> statement-breakpoint
UPDATE "provider_event" SET "outcome" = 'unknown-email' WHERE "outcome" = 'unknown-letter';--> statement-breakpoint
CREATE INDEX "provider_events_waiting" ON "provider_event" USING btree ("provider_id") WHERE "provider_event"."outcome" = 'unknown-email';--> statement-breakpoint
UPDATE "rate_count" SET "bucket" = replace("bucket", 'alias-letter-', 'alias-email-') WHERE "bucket" LIKE '%alias-letter-%';--> statement-breakpoint

-- Alerts
ALTER TABLE "alarm" RENAME TO "alert";--> statement-breakpoint
ALTER INDEX "alarm_pkey" RENAME TO "alert_pkey";--> statement-breakpoint
ALTER TABLE "alert" RENAME CONSTRAINT "alarm_member_id_member_id_fk" TO "alert_member_id_member_id_fk";--> statement-breakpoint
ALTER TABLE "alert" RENAME CONSTRAINT "alarm_check_id_evidence_check_id_fk" TO "alert_check_id_evidence_check_id_fk";--> statement-breakpoint
ALTER TABLE "alert" RENAME CONSTRAINT "alarm_closed_by_person_id_fk" TO "alert_closed_by_person_id_fk";--> statement-breakpoint
ALTER INDEX "one_open_alarm_of_a_kind_per_member" RENAME TO "one_open_alert_of_a_kind_per_member";--> statement-breakpoint
ALTER INDEX "one_open_alarm_of_a_kind_per_list" RENAME TO "one_open_alert_of_a_kind_per_list";--> statement-breakpoint
ALTER INDEX "open_alarms" RENAME TO "open_alerts";--> statement-breakpoint
ALTER INDEX "alarms_of_member" RENAME TO "alerts_of_member";--> statement-breakpoint
ALTER INDEX "alarm_of_check" RENAME TO "alert_of_check";--> statement-breakpoint
ALTER INDEX "alarm_closed_by" RENAME TO "alert_closed_by";--> statement-breakpoint
UPDATE "alert" SET "kind" = renamed."to"
  FROM (VALUES ('letters-bounce', 'emails-bounce'), ('letters-suppressed', 'emails-suppressed'), ('clock-stopped', 'deadline-paused'), ('not-heard', 'delivery-unconfirmed'), ('removals-held', 'removals-on-hold')) renamed ("from", "to")
  WHERE "alert"."kind" = renamed."from";--> statement-breakpoint
ALTER TABLE "evidence_check" RENAME COLUMN "alarms" TO "alerts";--> statement-breakpoint
UPDATE "email" SET "kind" = 'alert-raised' WHERE "kind" = 'alarm-raised';--> statement-breakpoint
UPDATE "email" SET "subject_kind" = 'alert' WHERE "subject_kind" = 'alarm';--> statement-breakpoint
UPDATE "rate_count" SET "bucket" = replace("bucket", 'refused-access-alarm', 'refused-access-alert') WHERE "bucket" LIKE 'refused-access-alarm:%';--> statement-breakpoint

-- Reasons of removals
ALTER TABLE "removal_ground" RENAME TO "removal_reason";--> statement-breakpoint
ALTER TABLE "removal_reason" RENAME CONSTRAINT "removal_ground_removal_id_criterion_pk" TO "removal_reason_removal_id_criterion_pk";--> statement-breakpoint
ALTER TABLE "removal_reason" RENAME CONSTRAINT "removal_ground_removal_id_removal_id_fk" TO "removal_reason_removal_id_removal_id_fk";--> statement-breakpoint
ALTER TABLE "removal_reason" RENAME CONSTRAINT "removal_ground_struck_by_person_id_fk" TO "removal_reason_struck_by_person_id_fk";--> statement-breakpoint
ALTER TABLE "removal" RENAME CONSTRAINT "nobody_is_agreed_unheard" TO "nobody_is_removed_unnotified";--> statement-breakpoint
ALTER TABLE "removal" RENAME CONSTRAINT "two_people_stand_behind_a_removal" TO "two_people_approve_a_removal";--> statement-breakpoint
UPDATE "removal" SET "because" = 'expired-recheck' WHERE "because" = 'lapsed-recheck';--> statement-breakpoint
UPDATE "email" SET "kind" = 'removal-to-decide' WHERE "kind" = 'removal-to-judge';--> statement-breakpoint

-- Roles
ALTER TABLE "committee_seat" RENAME TO "committee_role";--> statement-breakpoint
ALTER INDEX "committee_seat_pkey" RENAME TO "committee_role_pkey";--> statement-breakpoint
ALTER TABLE "committee_role" RENAME CONSTRAINT "committee_seat_person_id_person_id_fk" TO "committee_role_person_id_person_id_fk";--> statement-breakpoint
ALTER TABLE "committee_role" RENAME CONSTRAINT "committee_seat_granted_by_person_id_fk" TO "committee_role_granted_by_person_id_fk";--> statement-breakpoint
ALTER TABLE "committee_role" RENAME CONSTRAINT "committee_seat_revoked_by_person_id_fk" TO "committee_role_revoked_by_person_id_fk";--> statement-breakpoint
ALTER INDEX "one_open_seat_per_role" RENAME TO "one_open_grant_per_role";--> statement-breakpoint
ALTER INDEX "open_seats_of_person" RENAME TO "open_roles_of_person";--> statement-breakpoint
ALTER INDEX "committee_seat_granted_by" RENAME TO "committee_role_granted_by";--> statement-breakpoint
ALTER INDEX "committee_seat_revoked_by" RENAME TO "committee_role_revoked_by";--> statement-breakpoint
UPDATE "review_assignment" SET "released_because" = CASE "released_because" WHEN 'stepped-aside' THEN 'recused' ELSE 'role-ended' END
  WHERE "released_because" IN ('stepped-aside', 'seat-ended');--> statement-breakpoint
UPDATE "vote" SET "excluded_because" = 'role-ended' WHERE "excluded_because" = 'seat-ended';--> statement-breakpoint

-- Rule changes
ALTER TABLE "campaign_notice" RENAME TO "rule_change_notice";--> statement-breakpoint
ALTER TABLE "rule_change_notice" RENAME CONSTRAINT "campaign_notice_member_id_criterion_version_pk" TO "rule_change_notice_member_id_criterion_version_pk";--> statement-breakpoint
ALTER TABLE "rule_change_notice" RENAME CONSTRAINT "campaign_notice_member_id_member_id_fk" TO "rule_change_notice_member_id_member_id_fk";--> statement-breakpoint
ALTER TABLE "rule_change_notice" RENAME COLUMN "look_on" TO "next_check_on";--> statement-breakpoint
ALTER TABLE "rule_change_notice" RENAME COLUMN "case_at" TO "delivery_unconfirmed_at";--> statement-breakpoint
ALTER INDEX "open_campaign_notices" RENAME TO "open_rule_change_notices";--> statement-breakpoint
ALTER TABLE "recheck" RENAME COLUMN "look_on" TO "next_check_on";--> statement-breakpoint
ALTER INDEX "rechecks_to_look_at" RENAME TO "rechecks_to_check";--> statement-breakpoint
UPDATE "sweep" SET "key" = replace("key", 'campaign', 'rule-change') WHERE "key" LIKE 'campaign%';--> statement-breakpoint

-- Access recovery
ALTER TABLE "succession" RENAME TO "access_recovery";--> statement-breakpoint
ALTER INDEX "succession_pkey" RENAME TO "access_recovery_pkey";--> statement-breakpoint
ALTER TABLE "access_recovery" RENAME COLUMN "domain_looked_at" TO "domain_checked_at";--> statement-breakpoint
ALTER TABLE "access_recovery" RENAME CONSTRAINT "succession_member_id_member_id_fk" TO "access_recovery_member_id_member_id_fk";--> statement-breakpoint
ALTER TABLE "access_recovery" RENAME CONSTRAINT "succession_person_id_person_id_fk" TO "access_recovery_person_id_person_id_fk";--> statement-breakpoint
ALTER TABLE "access_recovery" RENAME CONSTRAINT "succession_reference_is_unique" TO "access_recovery_reference_is_unique";--> statement-breakpoint
ALTER TABLE "access_recovery" RENAME CONSTRAINT "succession_status_is_known" TO "access_recovery_status_is_known";--> statement-breakpoint
ALTER TABLE "access_recovery" RENAME CONSTRAINT "nobody_succeeds_unproved" TO "nobody_recovers_access_unproved";--> statement-breakpoint
ALTER INDEX "one_open_succession_per_person" RENAME TO "one_open_access_recovery_per_person";--> statement-breakpoint
ALTER INDEX "succession_of_person" RENAME TO "access_recovery_of_person";--> statement-breakpoint
UPDATE "agreement" SET "subject_kind" = 'access-recovery' WHERE "subject_kind" = 'succession';--> statement-breakpoint
UPDATE "alias_check" SET "subject_kind" = 'access-recovery' WHERE "subject_kind" = 'succession';--> statement-breakpoint
UPDATE "email" SET "subject_kind" = 'access-recovery' WHERE "subject_kind" = 'succession';--> statement-breakpoint
UPDATE "email" SET "kind" = replace(replace("kind", 'succession-to-judge', 'access-recovery-to-decide'), 'succession-', 'access-recovery-') WHERE "kind" LIKE 'succession-%';--> statement-breakpoint
UPDATE "rate_count" SET "bucket" = replace("bucket", 'succession-', 'access-recovery-') WHERE "bucket" LIKE 'succession-%';--> statement-breakpoint
UPDATE "sweep" SET "key" = replace("key", 'successions:', 'access-recoveries:') WHERE "key" LIKE 'successions:%';--> statement-breakpoint

-- The end of a membership
ALTER TABLE "departure" RENAME TO "end_of_membership";--> statement-breakpoint
ALTER INDEX "departure_pkey" RENAME TO "end_of_membership_pkey";--> statement-breakpoint
ALTER TABLE "end_of_membership" RENAME CONSTRAINT "departure_member_id_member_id_fk" TO "end_of_membership_member_id_member_id_fk";--> statement-breakpoint
ALTER TABLE "end_of_membership" RENAME CONSTRAINT "departure_decided_by_person_id_fk" TO "end_of_membership_decided_by_person_id_fk";--> statement-breakpoint
ALTER TABLE "end_of_membership" RENAME CONSTRAINT "a_departure_is_wished_or_decided" TO "a_membership_ends_by_wish_or_decision";--> statement-breakpoint
ALTER INDEX "departures_by_day" RENAME TO "ends_of_membership_by_day";--> statement-breakpoint
ALTER INDEX "departure_by" RENAME TO "end_of_membership_by";--> statement-breakpoint
ALTER INDEX "departed_by_name" RENAME TO "former_members_by_name";--> statement-breakpoint
UPDATE "access_recovery" SET "ended_through" = 'end-of-membership' WHERE "ended_through" = 'departure';--> statement-breakpoint
UPDATE "alias_change" SET "stopped_through" = 'end-of-membership' WHERE "stopped_through" = 'departure';--> statement-breakpoint

-- What expires
ALTER TABLE "alias_change" RENAME COLUMN "lapsed_at" TO "expired_at";--> statement-breakpoint
ALTER TABLE "alias_change" RENAME COLUMN "lapsed_because" TO "expired_because";--> statement-breakpoint
ALTER TABLE "alias_change" RENAME CONSTRAINT "alias_change_lapse_is_known" TO "alias_change_expiry_reason_is_known";--> statement-breakpoint
UPDATE "alias_change" SET "status" = 'expired' WHERE "status" = 'lapsed';--> statement-breakpoint
UPDATE "recheck" SET "status" = 'expired' WHERE "status" = 'lapsed';--> statement-breakpoint
UPDATE "email" SET "kind" = renamed."to"
  FROM (VALUES ('alias-change-lapsed', 'alias-change-expired'), ('pause-lapsed', 'pause-expired'), ('recheck-lapsed', 'recheck-expired'), ('recheck-grace', 'recheck-grace-period')) renamed ("from", "to")
  WHERE "email"."kind" = renamed."from";--> statement-breakpoint

-- Paused deadlines
ALTER TABLE "recheck" RENAME COLUMN "stopped_on" TO "paused_on";--> statement-breakpoint
ALTER TABLE "recheck" RENAME COLUMN "stopped_because" TO "paused_because";--> statement-breakpoint
ALTER TABLE "recheck" RENAME COLUMN "stopped_days" TO "paused_days";--> statement-breakpoint
ALTER TABLE "recheck" RENAME COLUMN "grace_on" TO "grace_from";--> statement-breakpoint
UPDATE "recheck" SET "paused_because" = replace("paused_because", 'letters-', 'emails-') WHERE "paused_because" LIKE 'letters-%';--> statement-breakpoint

-- Undo windows, removals on hold, skeletons and checks
ALTER TABLE "decision" RENAME COLUMN "held_until" TO "undo_until";--> statement-breakpoint
ALTER INDEX "held_decisions" RENAME TO "decisions_to_release";--> statement-breakpoint
ALTER INDEX "one_standing_decision_per_application" RENAME TO "one_decision_in_force_per_application";--> statement-breakpoint
ALTER TABLE "removal" RENAME COLUMN "held_at" TO "on_hold_at";--> statement-breakpoint
ALTER TABLE "vote_round" RENAME COLUMN "settled_at" TO "resolved_at";--> statement-breakpoint
ALTER INDEX "votes_to_settle" RENAME TO "votes_to_resolve";--> statement-breakpoint
ALTER TABLE "vote_round" RENAME CONSTRAINT "vote_stands_where_its_application_does" TO "vote_follows_its_application";--> statement-breakpoint
ALTER TABLE "review_assignment" RENAME CONSTRAINT "assignment_stands_where_its_application_does" TO "assignment_follows_its_application";--> statement-breakpoint
ALTER TABLE "application" RENAME COLUMN "name_look" TO "name_skeleton";--> statement-breakpoint
ALTER INDEX "sent_applications_by_name_look" RENAME TO "sent_applications_by_name_skeleton";--> statement-breakpoint
ALTER TABLE "member" RENAME COLUMN "name_look" TO "name_skeleton";--> statement-breakpoint
ALTER INDEX "members_by_name_look" RENAME TO "members_by_name_skeleton";--> statement-breakpoint
ALTER TABLE "contact_alias" RENAME COLUMN "look" TO "skeleton";--> statement-breakpoint
ALTER INDEX "alias_looks_in_use" RENAME TO "alias_skeletons_in_use";--> statement-breakpoint
ALTER TABLE "member_answer" RENAME COLUMN "last_judged" TO "last_assessed";--> statement-breakpoint
ALTER TABLE "evidence_check" RENAME COLUMN "looked" TO "target";--> statement-breakpoint
ALTER TABLE "evidence_check" RENAME COLUMN "weighed_at" TO "correlated_at";--> statement-breakpoint
ALTER INDEX "checks_to_weigh" RENAME TO "checks_to_correlate";--> statement-breakpoint
ALTER TABLE "alias_check" RENAME COLUMN "tries" TO "attempts";--> statement-breakpoint
ALTER TABLE "sign_in_code" RENAME COLUMN "tries" TO "attempts";--> statement-breakpoint
ALTER TABLE "sign_in_code" RENAME CONSTRAINT "five_tries" TO "five_attempts";--> statement-breakpoint

-- The closed lists with the new words
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_subject_is_known" CHECK ("agreement"."subject_kind" in ('alias-change', 'access-recovery', 'member-change', 'join-request', 'reinstatement', 'appeal'));--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_status_is_known" CHECK ("alias_change"."status" in ('asked', 'waiting', 'moving', 'completed', 'stopped', 'expired'));--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "alias_change_stop_is_known" CHECK ("alias_change"."stopped_through" in ('representative', 'old-alias', 'new-alias', 'committee', 'end-of-membership'));--> statement-breakpoint
ALTER TABLE "alias_change" ADD CONSTRAINT "an_expired_alias_change_says_why" CHECK (("alias_change"."status" = 'expired') = ("alias_change"."expired_because" is not null));--> statement-breakpoint
ALTER TABLE "alias_check" ADD CONSTRAINT "alias_check_subject_is_known" CHECK ("alias_check"."subject_kind" in ('application', 'alias-change', 'recheck', 'access-recovery', 'reinstatement', 'contact-alias'));--> statement-breakpoint
ALTER TABLE "alert" ADD CONSTRAINT "alert_kind_is_known" CHECK ("alert"."kind" in ('domain-gone', 'mail-gone', 'name-servers-changed', 'proof-lost', 'emails-bounce', 'emails-suppressed', 'reader-complained', 'alias-disowned', 'alias-quick', 'deadline-paused', 'delivery-unconfirmed', 'checks-failing', 'provider-unknown', 'removals-on-hold', 'roster-behind', 'people-missing', 'access-refused', 'trail-broken', 'status-differs'));--> statement-breakpoint
ALTER TABLE "email" ADD CONSTRAINT "email_kind_is_known" CHECK ("email"."kind" in ('sign-in-code', 'application-saved', 'application-invitation', 'application-draft-ending', 'application-draft-ended', 'application-received', 'alias-check', 'alias-opened', 'alias-answered', 'alias-disowned', 'alias-disowned-review', 'alias-change-asked', 'alias-change-waiting', 'alias-change-moving', 'alias-change-completed', 'alias-change-stopped', 'alias-change-expired', 'alias-change-review', 'alias-change-disowned', 'contact-alias-disowned', 'information-requested', 'information-reminder', 'information-provided', 'application-withdrawn', 'decision-accepted', 'decision-declined', 'welcome', 'review-assigned', 'review-unroutable', 'review-digest', 'information-overdue', 'decision-overdue', 'decision-delayed', 'farewell', 'farewell-removed', 'representative-invitation', 'people-changed', 'join-asked', 'join-escalated', 'join-answered', 'access-recovery-told', 'access-recovery-to-decide', 'access-recovery-ended', 'access-recovery-completed', 'member-change-asked', 'member-change-decided', 'leaving-announced', 'leaving-taken-back', 'role-granted', 'role-revoked', 'alert-raised', 'removal-to-decide', 'removal-proposed', 'removal-agreed', 'removal-stopped', 'removal-evidence', 'removal-evidence-answered', 'appeal-received', 'appeal-to-read', 'appeal-decided', 'reinstated', 'delivery-paused', 'delivery-resumed', 'pause-to-confirm', 'pause-expired', 'recheck-opened', 'recheck-reminder', 'recheck-due', 'recheck-grace-period', 'recheck-escalated', 'recheck-answered', 'recheck-question', 'recheck-question-withdrawn', 'recheck-question-back', 'recheck-passed', 'recheck-failed', 'recheck-expired', 'recheck-called-off', 'criterion-announced', 'policy-announced', 'criterion-reminder', 'policy-reminder'));--> statement-breakpoint
ALTER TABLE "provider_event" ADD CONSTRAINT "event_outcome_is_known" CHECK ("provider_event"."outcome" in ('recorded', 'noted', 'unknown-email', 'unknown-type'));--> statement-breakpoint
ALTER TABLE "access_recovery" ADD CONSTRAINT "access_recovery_ender_is_known" CHECK ("access_recovery"."ended_through" in ('representative', 'alias', 'committee', 'asker', 'end-of-membership'));--> statement-breakpoint
ALTER TABLE "recheck" ADD CONSTRAINT "recheck_status_is_known" CHECK ("recheck"."status" in ('open', 'answered', 'passed', 'failed', 'expired', 'called-off'));--> statement-breakpoint
ALTER TABLE "review_assignment" ADD CONSTRAINT "release_reason_is_known" CHECK ("review_assignment"."released_because" in ('recused', 'conflict', 'away', 'role-ended', 'ended'));--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "exclusion_is_known" CHECK ("vote"."excluded_because" in ('conflict', 'role-ended'));--> statement-breakpoint

-- PostgreSQL 18 names the rules that a column is not null after the table
DO $$
DECLARE rule record;
BEGIN
  FOR rule IN
    SELECT c.conrelid::regclass AS of_table, c.conname, left(t.relname || '_' || a.attname, 54) || '_not_null' AS named
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'n' AND c.connamespace = 'public'::regnamespace
  LOOP
    IF rule.conname <> rule.named THEN
      EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', rule.of_table, rule.conname, rule.named);
    END IF;
  END LOOP;
END
$$;
