import { removalPath } from "@/app/committee/removal-page";
import { formActions, formsOf } from "@/lib/kernel/form-post";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { answerEvidence } from "@/lib/removal/commands/answer-evidence";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { recordRemovalContact } from "@/lib/removal/commands/record-removal-contact";
import { stopRemoval } from "@/lib/removal/commands/stop-removal";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { tellAgain } from "@/lib/removal/commands/tell-again";

const form = formsOf((params) => removalPath(params));

export const { GET, POST } = formActions({
  "take-up": form({
    command: takeUpRemoval,
    input: ({ reference }) => ({ reference }),
    done: (became) => (became === "stopped" ? "removal-without-reasons" : "removal-taken-up"),
  }),
  agree: form({
    command: agreeRemoval,
    input: ({ reference }) => ({ reference }),
    done: (became) => (became === "stopped" ? "removal-without-reasons" : "removal-agreed"),
  }),
  "tell-again": form({ command: tellAgain, input: ({ reference }) => ({ reference }), done: "removal-told" }),
  evidence: form({
    command: answerEvidence,
    fields: ["evidence", "outcome", "answer"],
    input: ({ reference }, { evidence, outcome = "", answer = "" }) => ({ reference, evidence, outcome, answer }),
    done: "evidence-answered",
  }),
  appeal: form({
    command: readAppeal,
    fields: ["verdict", "reason"],
    input: ({ reference }, { verdict = "", reason = "" }) => ({ reference, verdict, reason }),
    done: "appeal-read",
  }),
  "contact/record": form({
    command: recordRemovalContact,
    fields: ["on", "with"],
    input: ({ reference }, fields) => ({ reference, on: fields.on ?? "", with: fields.with ?? "" }),
    done: "removal-spoken",
    page: (params) => removalPath(params, "contact"),
  }),
  "stop/now": form({
    command: stopRemoval,
    fields: ["reason"],
    input: ({ reference }, { reason = "" }) => ({ reference, reason }),
    done: "removal-stopped",
    page: (params) => removalPath(params, "stop"),
  }),
});
