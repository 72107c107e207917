import { calendarName, recheckCalendar } from "@/components/emails/recheck-calendar";
import { headerFields } from "@/components/emails/render";
import { env } from "@/lib/kernel/env";
import { calendarType } from "@/lib/kernel/icalendar";
import { plainPage } from "@/lib/kernel/plain-page";
import { notAllowed } from "@/lib/kernel/refusal";
import { listBySlug } from "@/lib/list/lookup";
import { ownRecheckDay } from "@/lib/recheck/queries/own";
import { lists } from "../../../../portal-page";
import { membershipOf } from "../../../of-request";

/** The day of the newest re-check for a calendar, as emails bring it: for those who may answer. For everybody else the address holds nothing. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  const list = listBySlug(lists(), (await params).list);
  const { viewer, member } = list === undefined ? {} : await membershipOf(request, list.slug);
  const found = viewer === undefined || member === undefined ? null : await ownRecheckDay(viewer, member.memberId, new Date());
  if (list === undefined || found === null) return plainPage(404, "Page not found", notAllowed().message);
  return new Response(recheckCalendar(found, headerFields(list, env().PORTAL_URL)), {
    headers: {
      "content-type": calendarType,
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="${calendarName(found)}"`,
    },
  });
}
