import type { Standing } from "@/lib/member/standing";

/** The standing of a membership, as people read it. */
export const standingWords: Readonly<Record<Standing, string>> = {
  "not yet a member": "Not yet a member",
  member: "Member",
  "re-check due": "Member; a re-check is due",
  "pause decided": "Member; a delivery pause was decided",
  leaving: "Member; leaving",
  "removal agreed": "Member; its removal was approved",
  left: "No longer a member",
};
