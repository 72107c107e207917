import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { answerEvidence } from "@/lib/removal/commands/answer-evidence";

export const POST = formPost({
  command: answerEvidence,
  fields: ["evidence", "outcome", "answer"],
  input: ({ reference }, { evidence, outcome, answer }) => ({ reference, evidence, outcome: outcome ?? "", answer: answer ?? "" }),
  leadsTo: (_, params) => `${removalPath(params)}?done=evidence-answered`,
  page: (params) => removalPath(params),
});
