import type { Metadata } from "next";
import { applicationHere, titleHere } from "../here";
import { DraftPage } from "./draft-page";
import { StatusPage } from "./status-page";

type Props = { params: Promise<{ reference: string }>; searchParams: Promise<{ kept?: string; done?: string }> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere((await params).reference, "Your application", { error: (await searchParams).kept !== undefined });
}

/** The task list while it is a draft; the state and its log after that. One address for the whole journey. */
export default async function ApplicationPage({ params, searchParams }: Props) {
  const { reference } = await params;
  const search = await searchParams;
  const here = await applicationHere(reference, `/applications/${reference}`);
  return here.view.status === "draft" ? <DraftPage {...here} {...search} /> : <StatusPage {...here} {...search} />;
}
