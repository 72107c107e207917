import { exportedMembers } from "../members/exported";

export const dynamic = "force-dynamic";

/** The members as data, without addresses. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  return exportedMembers(request, (await params).list, {
    type: "application/json; charset=utf-8",
    write: (exported) => `${JSON.stringify(exported, null, 1)}\n`,
  });
}
