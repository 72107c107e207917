import { LinkButton } from "@/components/ui/button";
import { DueDay } from "@/components/ui/day";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";
import type { Obligation } from "@/lib/member/obligations";

const moves = { yours: "Your move", ours: "Our move", nobody: "Under way" } as const;

/** What waits, the most pressing first; each with the one button that leads to it. */
export function Obligations({
  obligations,
  today,
  at,
}: {
  obligations: readonly Obligation[];
  today: CalendarDay;
  at: (page: string) => string;
}) {
  return (
    <ul className="max-w-none stack" aria-label="What is open">
      {obligations.map(({ whose, title, sentence, by, on, goTo }, index) => (
        <li key={`${title} ${goTo?.page ?? ""}`} className="stack">
          <h3>{title}</h3>
          <p>
            <strong>{moves[whose]}.</strong> {sentence}
            <DueDay by={by} on={on} today={today} />
          </p>
          {goTo === null ? null : (
            <p>
              <LinkButton look={index === 0 && whose === "yours" ? "main" : "second"} href={at(goTo.page)}>
                {goTo.words}
                <span className="sr-only">: {title}</span>
              </LinkButton>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
