import { accessRecoveryEmails } from "./access-recovery";
import { accountEmails } from "./account";
import { aliasChangeEmails } from "./alias-change";
import { aliasCheckEmails } from "./alias-check";
import { applicationEmails } from "./application";
import { deliveryEmails } from "./delivery";
import { digestEmails } from "./digest";
import type { EmailTemplates } from "./email-text";
import { membershipEmails } from "./membership";
import { recheckEmails } from "./recheck";
import { removalEmails } from "./removal";
import { reviewEmails } from "./review";
import { ruleChangeEmails } from "./rule-change";

/** The words of every kind of email, one file per journey. A kind without a template does not compile. */
export const emailTemplates: EmailTemplates = {
  ...accountEmails,
  ...applicationEmails,
  ...reviewEmails,
  ...aliasCheckEmails,
  ...aliasChangeEmails,
  ...membershipEmails,
  ...accessRecoveryEmails,
  ...deliveryEmails,
  ...recheckEmails,
  ...ruleChangeEmails,
  ...removalEmails,
  ...digestEmails,
};
