import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { accessRecoveryCompleted } from "./access-recovery-completed";
import { accessRecoveryEnded } from "./access-recovery-ended";
import { accessRecoveryToDecide } from "./access-recovery-to-decide";
import { accessRecoveryTold } from "./access-recovery-told";
import { alertRaised } from "./alert-raised";
import { aliasAnswered } from "./alias-answered";
import { aliasChangeAsked } from "./alias-change-asked";
import { aliasChangeCompleted } from "./alias-change-completed";
import { aliasChangeDisowned } from "./alias-change-disowned";
import { aliasChangeExpired } from "./alias-change-expired";
import { aliasChangeMoving } from "./alias-change-moving";
import { aliasChangeReview } from "./alias-change-review";
import { aliasChangeStopped } from "./alias-change-stopped";
import { aliasChangeWaiting } from "./alias-change-waiting";
import { aliasCheck } from "./alias-check";
import { aliasDisowned } from "./alias-disowned";
import { aliasDisownedReview } from "./alias-disowned-review";
import { aliasOpened } from "./alias-opened";
import { appealDecided } from "./appeal-decided";
import { appealReceived } from "./appeal-received";
import { appealToRead } from "./appeal-to-read";
import { applicationDraftEnded } from "./application-draft-ended";
import { applicationDraftEnding } from "./application-draft-ending";
import { applicationInvitation } from "./application-invitation";
import { applicationReceived } from "./application-received";
import { applicationSaved } from "./application-saved";
import { applicationWithdrawn } from "./application-withdrawn";
import { contactAliasDisowned } from "./contact-alias-disowned";
import { criterionAnnounced } from "./criterion-announced";
import { criterionReminder } from "./criterion-reminder";
import { decisionAccepted } from "./decision-accepted";
import { decisionDeclined } from "./decision-declined";
import { decisionDelayed } from "./decision-delayed";
import { decisionOverdue } from "./decision-overdue";
import { deliveryPaused } from "./delivery-paused";
import { deliveryResumed } from "./delivery-resumed";
import type { EmailPlace, EmailText } from "./email-text";
import { farewell } from "./farewell";
import { farewellRemoved } from "./farewell-removed";
import { informationOverdue } from "./information-overdue";
import { informationProvided } from "./information-provided";
import { informationReminder } from "./information-reminder";
import { informationRequested } from "./information-requested";
import { joinAnswered } from "./join-answered";
import { joinAsked } from "./join-asked";
import { joinEscalated } from "./join-escalated";
import { leavingAnnounced } from "./leaving-announced";
import { leavingTakenBack } from "./leaving-taken-back";
import { memberChangeAsked } from "./member-change-asked";
import { memberChangeDecided } from "./member-change-decided";
import { pauseExpired } from "./pause-expired";
import { pauseToConfirm } from "./pause-to-confirm";
import { peopleChanged } from "./people-changed";
import { policyAnnounced } from "./policy-announced";
import { policyReminder } from "./policy-reminder";
import { recheckAnswered } from "./recheck-answered";
import { recheckCalledOff } from "./recheck-called-off";
import { recheckDue } from "./recheck-due";
import { recheckEscalated } from "./recheck-escalated";
import { recheckExpired } from "./recheck-expired";
import { recheckFailed } from "./recheck-failed";
import { recheckGrace } from "./recheck-grace-period";
import { recheckOpened } from "./recheck-opened";
import { recheckPassed } from "./recheck-passed";
import { recheckQuestion } from "./recheck-question";
import { recheckQuestionBack } from "./recheck-question-back";
import { recheckQuestionWithdrawn } from "./recheck-question-withdrawn";
import { recheckReminder } from "./recheck-reminder";
import { reinstated } from "./reinstated";
import { removalAgreed } from "./removal-agreed";
import { removalEvidence } from "./removal-evidence";
import { removalEvidenceAnswered } from "./removal-evidence-answered";
import { removalProposed } from "./removal-proposed";
import { removalStopped } from "./removal-stopped";
import { removalToDecide } from "./removal-to-decide";
import { representativeInvitation } from "./representative-invitation";
import { reviewAssigned } from "./review-assigned";
import { reviewDigest } from "./review-digest";
import { reviewUnroutable } from "./review-unroutable";
import { roleGranted } from "./role-granted";
import { roleRevoked } from "./role-revoked";
import { signInCode } from "./sign-in-code";
import { welcome } from "./welcome";

/** The templates of all kinds of email. A kind without a template does not compile. */
export const emailTemplates: { readonly [K in EmailKind]: (data: EmailData[K], place: EmailPlace) => EmailText } = {
  "sign-in-code": signInCode,
  "application-saved": applicationSaved,
  "application-invitation": applicationInvitation,
  "application-draft-ending": applicationDraftEnding,
  "application-draft-ended": applicationDraftEnded,
  "application-received": applicationReceived,
  "alias-check": aliasCheck,
  "alias-opened": aliasOpened,
  "alias-answered": aliasAnswered,
  "alias-disowned": aliasDisowned,
  "alias-disowned-review": aliasDisownedReview,
  "alias-change-asked": aliasChangeAsked,
  "alias-change-waiting": aliasChangeWaiting,
  "alias-change-moving": aliasChangeMoving,
  "alias-change-completed": aliasChangeCompleted,
  "alias-change-stopped": aliasChangeStopped,
  "alias-change-expired": aliasChangeExpired,
  "alias-change-review": aliasChangeReview,
  "alias-change-disowned": aliasChangeDisowned,
  "contact-alias-disowned": contactAliasDisowned,
  "information-requested": informationRequested,
  "information-reminder": informationReminder,
  "information-provided": informationProvided,
  "application-withdrawn": applicationWithdrawn,
  "decision-accepted": decisionAccepted,
  "decision-declined": decisionDeclined,
  welcome: welcome,
  "review-assigned": reviewAssigned,
  "review-unroutable": reviewUnroutable,
  "review-digest": reviewDigest,
  "information-overdue": informationOverdue,
  "decision-overdue": decisionOverdue,
  "decision-delayed": decisionDelayed,
  farewell: farewell,
  "farewell-removed": farewellRemoved,
  "representative-invitation": representativeInvitation,
  "people-changed": peopleChanged,
  "join-asked": joinAsked,
  "join-escalated": joinEscalated,
  "join-answered": joinAnswered,
  "access-recovery-told": accessRecoveryTold,
  "access-recovery-to-decide": accessRecoveryToDecide,
  "access-recovery-ended": accessRecoveryEnded,
  "access-recovery-completed": accessRecoveryCompleted,
  "member-change-asked": memberChangeAsked,
  "member-change-decided": memberChangeDecided,
  "leaving-announced": leavingAnnounced,
  "leaving-taken-back": leavingTakenBack,
  "role-granted": roleGranted,
  "role-revoked": roleRevoked,
  "alert-raised": alertRaised,
  "removal-to-decide": removalToDecide,
  "removal-proposed": removalProposed,
  "removal-agreed": removalAgreed,
  "removal-stopped": removalStopped,
  "removal-evidence": removalEvidence,
  "removal-evidence-answered": removalEvidenceAnswered,
  "appeal-received": appealReceived,
  "appeal-to-read": appealToRead,
  "appeal-decided": appealDecided,
  reinstated: reinstated,
  "delivery-paused": deliveryPaused,
  "delivery-resumed": deliveryResumed,
  "pause-to-confirm": pauseToConfirm,
  "pause-expired": pauseExpired,
  "recheck-opened": recheckOpened,
  "recheck-reminder": recheckReminder,
  "recheck-due": recheckDue,
  "recheck-grace-period": recheckGrace,
  "recheck-escalated": recheckEscalated,
  "recheck-answered": recheckAnswered,
  "recheck-question": recheckQuestion,
  "recheck-question-withdrawn": recheckQuestionWithdrawn,
  "recheck-question-back": recheckQuestionBack,
  "recheck-passed": recheckPassed,
  "recheck-failed": recheckFailed,
  "recheck-expired": recheckExpired,
  "recheck-called-off": recheckCalledOff,
  "criterion-announced": criterionAnnounced,
  "policy-announced": policyAnnounced,
  "criterion-reminder": criterionReminder,
  "policy-reminder": policyReminder,
};
