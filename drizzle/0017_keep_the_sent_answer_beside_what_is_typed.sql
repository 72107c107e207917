ALTER TABLE "recheck_question" ADD COLUMN "sent" jsonb;--> statement-breakpoint
-- of questions that are open and whose answer nobody has changed since
UPDATE "recheck_question" q SET "sent" = jsonb_build_object('says', a.says, 'draft', a.draft, 'words', a.words, 'saidBy', a.said_by, 'saidAt', to_char(a.said_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
FROM "recheck_answer" a
WHERE a.recheck_id = q.recheck_id AND a.criterion = q.criterion AND a.version = q.answer_version AND q.answered_at IS NULL AND q.closed_at IS NULL;
