import { grantRole } from "@/lib/identity/commands/grant-role";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import { operator } from "@/lib/kernel/actor";
import { committeeRoles } from "@/lib/kernel/roles";
import { listNamed } from "./lists";
import { useLocalDatabase } from "./local-database";
import { type Given, type Noun, option, UsageError, word } from "./verb";

const usage = `EMAIL --list LIST --role ${committeeRoles.join("|")}`;

export const committee: Noun = {
  grant: {
    usage,
    what: "Gives a person a role on a list's committee. The person, the chairs and the administrators get an email.",
    run: async (given) => {
      const change = await roleFrom(given);
      await useLocalDatabase();
      const { granted } = await grantRole({ actor: operator }, change);
      const text = granted
        ? `${change.email} is now ${change.role} of ${change.list}.`
        : `${change.email} already has the ${change.role} role on ${change.list}. Nothing was changed.`;
      return { text, json: { ...change, granted } };
    },
  },
  revoke: {
    usage,
    what: "Revokes a role and ends the person's sessions. The roles of the last administrator and the last chair of a list cannot be revoked.",
    run: async (given) => {
      const change = await roleFrom(given);
      await useLocalDatabase();
      await revokeRole({ actor: operator }, change);
      return { text: `${change.email} no longer has the ${change.role} role on ${change.list}.`, json: { ...change, revoked: true } };
    },
  },
};

async function roleFrom(given: Given) {
  const role = committeeRoles.find((each) => each === option(given, "role"));
  if (!role) throw new UsageError(`--role must be one of ${committeeRoles.join(", ")}.`);
  return { email: word(given, 0, "EMAIL"), list: (await listNamed(option(given, "list"))).slug, role };
}
