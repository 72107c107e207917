import { sql } from "drizzle-orm";
import { memberIdOf } from "./evidence-world";
import type { PageCase } from "./pages";
import { canary, one } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
//               AN AP OT MP MD XM RV RC XR CH AD AU SY
const withRole = "· · · · · · Y Y · Y Y Y ·";
const whole = "· · · · · · Y · · Y · Y ·";
const itsPeople = "· · · Y Y · · · · · · · ·";

export const evidencePages: readonly PageCase[] = [
  {
    file: "app/committee/[list]/alerts/page.tsx",
    rows: [23],
    stage: "member",
    params: () => ({ list: "istio" }),
    opens: withRole,
    shows: [{ word: canary("alarm", "member"), to: whole }],
  },
  {
    file: "app/committee/[list]/alerts/[alert]/page.tsx",
    rows: [23],
    stage: "member",
    params: async () => ({
      list: "istio",
      alert: await one<string>(sql`select id as value from alert where closed_at is null and member_id is not null limit 1`),
    }),
    nowhere: (given) => ({ ...given, alert: nothing }),
    opens: whole,
    shows: [
      { word: canary("alarm", "member"), to: whole },
      { word: "Pause delivery to", to: "· · · · · · · · · Y · · ·" },
    ],
  },
  {
    file: "app/committee/[list]/checks/[member]/page.tsx",
    rows: [31],
    stage: "member",
    params: async () => ({ list: "istio", member: await memberIdOf("member") }),
    nowhere: (given) => ({ ...given, member: nothing }),
    opens: whole,
    shows: [{ word: canary("evidence", "member"), to: whole }],
  },
  {
    file: "app/membership/[list]/checks/page.tsx",
    rows: [31],
    stage: "member",
    params: () => ({ list: "istio" }),
    opens: itsPeople,
    shows: [{ word: canary("evidence", "member"), to: itsPeople }],
  },
];
