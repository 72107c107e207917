import type { MailCriterion } from "@/lib/application/mail";

/** A list that has no action needed with software: whoever reads it knows nothing by heart. */
export const criteriaOfNoRealList: readonly MailCriterion[] = [
  { key: "mill", title: "Mill", rule: "The organization owns a mill.", alsoCalled: ["own a mill", "windmill"] },
  { key: "bakery", title: "Bakery", rule: "The bread is baked in the house.", alsoCalled: ["bake the bread", "oven"] },
  {
    key: "exchange",
    title: "Flour exchange",
    rule: "The organization keeps to the rules of the flour exchange.",
    alsoCalled: ["exchange rules"],
  },
];
