import { sql } from "drizzle-orm";
import { alertForCommittee, alertsOf, checksOfMember } from "@/lib/evidence/queries";
import { istio } from "@/lists/istio";
import { memberIdOf } from "./evidence-world";
import type { Read } from "./reads";
import { canary, one } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
//                 AN AP OT MP MD XM RV RC XR CH AD AU SY
const evidence = "· · · Y Y · Y · · Y · Y ·";
const alerts = "· · · · · · Y · · Y · Y ·";

export const evidenceReads: readonly Read[] = [
  {
    name: "checksOfMember",
    rows: [31],
    stage: "member",
    run: async (viewer) => checksOfMember(viewer, istio, await memberIdOf("member")),
    nowhere: (viewer) => checksOfMember(viewer, istio, nothing),
    word: canary("evidence", "member"),
    to: evidence,
  },
  {
    name: "checksOfMember (what was seen)",
    rows: [31],
    stage: "member",
    run: async (viewer) => checksOfMember(viewer, istio, await memberIdOf("member")),
    word: '"told":',
    to: alerts,
  },
  {
    name: "alertsOf",
    rows: [23],
    stage: "member",
    run: (viewer) => alertsOf(viewer, istio, { closed: false }),
    word: canary("alarm", "member"),
    to: alerts,
  },
  {
    name: "alertForCommittee",
    rows: [23],
    stage: "member",
    run: async (viewer) =>
      alertForCommittee(
        viewer,
        istio,
        await one<string>(sql`select id as value from alert where closed_at is null and member_id is not null limit 1`),
      ),
    nowhere: (viewer) => alertForCommittee(viewer, istio, nothing),
    word: canary("alarm", "member"),
    to: alerts,
  },
];
