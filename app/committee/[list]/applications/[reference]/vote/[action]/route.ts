import { pathOf } from "@/app/committee/path";
import { formActions, formsOf } from "@/lib/kernel/form-post";
import { agreeVoteEnd } from "@/lib/review/commands/agree-vote-end";
import { agreeWaiver } from "@/lib/review/commands/agree-waiver";
import { askWaiver } from "@/lib/review/commands/ask-waiver";
import { assignReviewer } from "@/lib/review/commands/assign-reviewer";
import { castVote } from "@/lib/review/commands/cast-vote";
import { changeVoteEnd } from "@/lib/review/commands/change-vote-end";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { liftConflict } from "@/lib/review/commands/lift-conflict";
import { openVote } from "@/lib/review/commands/open-vote";
import { recuseYourself } from "@/lib/review/commands/recuse-yourself";
import { setConflict } from "@/lib/review/commands/set-conflict";

const form = formsOf((params) => pathOf(params, "vote"));

export const { GET, POST } = formActions({
  assign: form({
    command: assignReviewer,
    fields: ["person"],
    input: ({ reference }, { person = "" }) => ({ reference, person }),
    done: "assigned",
  }),
  open: form({ command: openVote, input: ({ reference }) => ({ reference }), done: "opened" }),
  cast: form({
    command: castVote,
    fields: ["choice", "reason"],
    input: ({ reference }, { version, choice = "", reason = "" }) => ({ reference, round: version, choice, reason }),
    done: "voted",
  }),
  end: form({
    command: changeVoteEnd,
    fields: ["until"],
    input: ({ reference }, { until = "", now }) => ({ reference, until: now === "yes" ? "now" : until }),
    done: "end-asked",
  }),
  "agree-end": form({ command: agreeVoteEnd, input: ({ reference }) => ({ reference }), done: "end-agreed" }),
  waive: form({
    command: askWaiver,
    fields: ["criterion", "why"],
    input: ({ reference }, { criterion = "", why = "" }) => ({ reference, criterion, reason: why }),
    done: "waiver-asked",
  }),
  "agree-waiver": form({
    command: agreeWaiver,
    fields: ["criterion"],
    input: ({ reference }, { criterion = "" }) => ({ reference, criterion }),
    done: "waiver-agreed",
  }),
  recuse: form({ command: recuseYourself, input: ({ reference }) => ({ reference }), done: "recused" }),
  conflict: form({ command: declareConflict, input: ({ reference }) => ({ reference }), leadsTo: (_, params) => pathOf(params) }),
  "set-conflict": form({
    command: setConflict,
    fields: ["person"],
    input: ({ reference }, { person = "" }) => ({ reference, person }),
    done: (became) => `conflict-${became}`,
  }),
  "lift-conflict": form({
    command: liftConflict,
    fields: ["person"],
    input: ({ reference }, { person = "" }) => ({ reference, person }),
    done: (became) => `conflict-${became}`,
  }),
});
