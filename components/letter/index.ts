import type { LetterData } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import { alarmRaised } from "./alarm-raised";
import { aliasAnswered } from "./alias-answered";
import { aliasChangeAsked } from "./alias-change-asked";
import { aliasChangeCompleted } from "./alias-change-completed";
import { aliasChangeDisowned } from "./alias-change-disowned";
import { aliasChangeLapsed } from "./alias-change-lapsed";
import { aliasChangeMoving } from "./alias-change-moving";
import { aliasChangeReview } from "./alias-change-review";
import { aliasChangeStopped } from "./alias-change-stopped";
import { aliasChangeWaiting } from "./alias-change-waiting";
import { aliasCheck } from "./alias-check";
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
import { decisionAccepted } from "./decision-accepted";
import { decisionDeclined } from "./decision-declined";
import { decisionDelayed } from "./decision-delayed";
import { decisionOverdue } from "./decision-overdue";
import { deliveryPaused } from "./delivery-paused";
import { deliveryResumed } from "./delivery-resumed";
import { farewell } from "./farewell";
import { farewellRemoved } from "./farewell-removed";
import { informationOverdue } from "./information-overdue";
import { informationProvided } from "./information-provided";
import { informationReminder } from "./information-reminder";
import { informationRequested } from "./information-requested";
import type { LetterPlace, LetterText } from "./letter-text";
import { pauseLapsed } from "./pause-lapsed";
import { pauseToConfirm } from "./pause-to-confirm";
import { reinstated } from "./reinstated";
import { removalAgreed } from "./removal-agreed";
import { removalProposed } from "./removal-proposed";
import { removalStopped } from "./removal-stopped";
import { removalToJudge } from "./removal-to-judge";
import { reviewAssigned } from "./review-assigned";
import { reviewDigest } from "./review-digest";
import { reviewUnroutable } from "./review-unroutable";
import { roleGranted } from "./role-granted";
import { roleRevoked } from "./role-revoked";
import { signInCode } from "./sign-in-code";
import { welcome } from "./welcome";

/** The words of every kind of letter. A kind without a template does not compile. */
export const letterTemplates: { readonly [K in LetterKind]: (data: LetterData[K], place: LetterPlace) => LetterText } = {
  "sign-in-code": signInCode,
  "application-saved": applicationSaved,
  "application-invitation": applicationInvitation,
  "application-draft-ending": applicationDraftEnding,
  "application-draft-ended": applicationDraftEnded,
  "application-received": applicationReceived,
  "alias-check": aliasCheck,
  "alias-opened": aliasOpened,
  "alias-answered": aliasAnswered,
  "alias-change-asked": aliasChangeAsked,
  "alias-change-waiting": aliasChangeWaiting,
  "alias-change-moving": aliasChangeMoving,
  "alias-change-completed": aliasChangeCompleted,
  "alias-change-stopped": aliasChangeStopped,
  "alias-change-lapsed": aliasChangeLapsed,
  "alias-change-review": aliasChangeReview,
  "alias-change-disowned": aliasChangeDisowned,
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
  "role-granted": roleGranted,
  "role-revoked": roleRevoked,
  "alarm-raised": alarmRaised,
  "removal-to-judge": removalToJudge,
  "removal-proposed": removalProposed,
  "removal-agreed": removalAgreed,
  "removal-stopped": removalStopped,
  "appeal-received": appealReceived,
  "appeal-to-read": appealToRead,
  "appeal-decided": appealDecided,
  reinstated: reinstated,
  "delivery-paused": deliveryPaused,
  "delivery-resumed": deliveryResumed,
  "pause-to-confirm": pauseToConfirm,
  "pause-lapsed": pauseLapsed,
};
