/**
 * Everything that can happen, on one page: the name in the trail, and the sentence people read.
 * `{actor}` is who did it; other words in braces are fields of the event's data.
 */
export const auditActions = {
  "portal.installed": "The portal was installed.",

  "person.signed_in": "{actor} signed in.",
  "person.signed_out": "{actor} signed out.",
  "person.sessions_ended": "{actor} ended all other sessions.",
  "person.code_requested": "A sign-in code was asked for.",
  "person.code_refused": "A wrong sign-in code was typed.",
  "person.named": "{actor} changed their name.",

  "seat.granted": "{actor} granted {person} the role {role}.",
  "seat.revoked": "{actor} revoked {person}'s role {role}.",

  "application.started": "{actor} started the application.",
  "application.renamed": "{actor} corrected the organization's name.",
  "application.answer_saved": "{actor} saved the answer to {criterion}.",
  "application.answer_conflicted": "{actor} wrote about {criterion} at the same time as a colleague.",
  "application.conflict_settled": "{actor} chose which text on {criterion} to keep.",
  "application.mail_read": "{actor} pasted a mail; {placed} answers were taken from it.",
  "application.unplaced_dismissed": "{actor} put away a part of the pasted mail.",
  "application.earlier_answers_taken": "{actor} took over the answers of {earlier}.",
  "application.saved_for_later": "{actor} asked for a letter to come back to.",
  "application.colleague_invited": "{actor} invited a colleague.",
  "application.invitation_ended": "{actor} withdrew an invitation.",
  "application.colleague_joined": "{actor} joined the application.",
  "application.embargo_accepted": "{actor} recorded the acceptance of the embargo policy, version {version}.",
  "application.submitted": "{actor} sent the application. The decision is due by {dueOn}.",
  "application.information_provided": "{actor} answered the question on {criterion}.",
  "application.withdrawn": "{actor} withdrew the application.",
  "application.draft_reminded": "A reminder was written: the draft ends on {endsOn}.",
  "application.draft_ended": "The draft was not finished in time and its answers were erased.",

  "alias.asked": "A letter asked the contact alias whether people read it.",
  "alias.answered": "A person answered at the contact alias.",
  "alias.disowned": "A reader of the address said that it is not the organization's.",
  "alias.refused": "A wrong answer was given at the contact alias.",

  "review.assigned": "The application went to {person}.",
  "review.unroutable": "Nobody without a conflict of interest can take the application; the chair was told.",
  "review.released": "{person} no longer has the application: {because}.",
  "review.finding_recorded": "{actor} recorded a finding on {criterion}.",
  "review.sent": "{actor} sent their findings.",
  "review.note_written": "{actor} wrote in the discussion.",
  "review.absence_set": "{actor} is away until {until}.",
  "review.absence_ended": "{actor} is back.",
  "review.shortcuts_set": "{actor} switched keyboard shortcuts {state}.",
  "review.digest_written": "The daily digest was written to {person}.",
  "review.overdue_told": "The chair was told that the decision is overdue.",
  "conflict.declared": "{actor} stepped aside because of a conflict of interest.",
  "conflict.derived": "{person} stepped aside: the organization's domain is theirs.",
  "conflict.set": "{actor} set a conflict of interest for {person}.",
  "conflict.set_asked": "{actor} asked to set a conflict of interest for {person}; a second person has to agree.",
  "conflict.lift_asked": "{actor} asked to lift a conflict of interest of {person}; a second person has to agree.",
  "conflict.lifted": "{actor} and a second person lifted a conflict of interest of {person}.",

  "information.requested": "{actor} asked for more on {criterion}, by {dueOn}. The clock stands.",
  "information.reminded": "A reminder of the question on {criterion} was written.",
  "information.escalated": "The question on {criterion} was not answered in time; it is back with the committee.",
  "information.closed": "{actor} went on without an answer on {criterion}. The clock runs.",

  "vote.opened": "The vote was opened until {closesAt}.",
  "vote.cast": "{actor} voted.",
  "vote.excluded": "{person}'s vote no longer counts: conflict of interest.",
  "vote.change_asked": "{actor} asked to move the end of the vote; a second person has to agree.",
  "vote.moved": "{actor} agreed to move the end of the vote.",
  "vote.refused": "{actor} voted after the vote was closed; it was refused.",
  "vote.extended": "The vote stays open until {closesAt}: the application waits for the applicant.",
  "vote.closed": "The vote was closed: {outcome}.",
  "waiver.asked": "{actor} asked to waive {criterion}.",
  "waiver.agreed": "{actor} agreed to waive {criterion}.",

  "decision.drafted": "{actor} worked on the letter.",
  "decision.made":
    "{actor} decided: {outcome}. {person} stands behind it, having voted the same way. The letter is held until {heldUntil}.",
  "decision.taken_back": "{actor} took the decision back before it was sent.",
  "application.accepted": "The application was accepted.",
  "application.declined": "The application was declined.",
  "member.admitted": "The organization became a member. Its first re-check is on {nextRecheckOn}.",

  "alarm.raised": "An alarm was raised: {kind}.",
  "alarm.closed": "{actor} closed an alarm: {kind}.",

  "member.left": "The organization left the list: {because}.",
  "member.requests_closed": "What was still asked about the membership ended with it.",

  "letter.attempted": "A letter was taken up for sending, attempt {attempt}.",
  "letter.accepted": "The mail provider took a letter.",
  "letter.put_off": "A letter could not be handed over yet: {trouble}.",
  "letter.sent_again": "{actor} sent a letter again.",
  "letter.failed": "A letter could not be sent: {trouble}. It waits for a person.",
} as const satisfies Record<`${string}.${string}`, string>;

export type AuditAction = keyof typeof auditActions;
