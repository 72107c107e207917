/** What has to be known of a criterion to find its answer in a mail. Their order is the numbering of the criteria in force. */
export type MailCriterion = {
  readonly key: string;
  readonly title: string;
  readonly rule: string;
  /** Other names and wordings, lower-case. */
  readonly alsoCalled: readonly string[];
};
