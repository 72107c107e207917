import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { committeeSeat } from "@/db/schema";
import { judgePersonAddress } from "@/lib/kernel/address";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { committeeRoles } from "@/lib/kernel/roles";
import { takeTurn } from "@/lib/kernel/turn";
import { tellCommittee } from "../committee";
import { mayManageSeats } from "../permissions";
import { personFor } from "../person";

const input = z.strictObject({ email: z.string().max(1000), list: z.string().max(60), role: z.enum(committeeRoles) });

/**
 * Gives a person a seat in a list's committee. The person, every chair and every administrator of the list are told by letter.
 * A seat that is held already is left as it is.
 */
export const grantRole = command("grantRole", input, async (work, { email, list, role }) => {
  work.authorize(mayManageSeats(work.actor));
  const judged = judgePersonAddress(email);
  if (!judged.ok) throw new Refusal(judged.message, { kind: "input", problems: [{ field: "email", message: judged.message }] });

  await takeTurn(work, "seats", list);
  const personId = await personFor(work, judged.address);
  const [held] = await work.tx
    .select({ id: committeeSeat.id })
    .from(committeeSeat)
    .where(
      and(
        eq(committeeSeat.list, list),
        eq(committeeSeat.personId, personId),
        eq(committeeSeat.role, role),
        isNull(committeeSeat.revokedAt),
      ),
    );
  if (held) {
    work.nothingToDo();
    return { granted: false };
  }
  await work.tx.insert(committeeSeat).values({ list, personId, role, grantedAt: work.now });
  work.audit("seat.granted", { kind: "person", id: personId, list }, { person: personId, role });
  await tellCommittee(work, "role-granted", { list, personId, role });
  return { granted: true };
});
