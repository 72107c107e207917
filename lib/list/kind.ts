import type { ZodMiniType } from "zod/mini";
import type { AddressContext } from "../kernel/address";
import type { Day } from "../kernel/calendar";
import type { Problem } from "../kernel/refusal";
import type { Criterion } from "./definition";

/**
 * What was typed, as it was typed: field name to text. Names of repeated rows carry their number ("people.0.name").
 * A ticked box is "yes"; an empty field is "". This is what is stored as a draft even when it is wrong.
 */
export type Draft = Readonly<Record<string, string>>;

/** One field of a form, described so that one component can render every kind. */
export type Field =
  | {
      readonly type: "text" | "email" | "url" | "month" | "textarea";
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly optional?: boolean;
      /** In code points. */
      readonly maxLength: number;
      readonly autocomplete?: string;
    }
  | {
      readonly type: "radio";
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly optional?: boolean;
      readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
    }
  | {
      readonly type: "checkboxes";
      /** Each box is a field of its own: `${name}.${value}`. */
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly optional?: boolean;
      readonly options: readonly { readonly value: string; readonly label: string; readonly hint?: string }[];
    }
  | {
      readonly type: "rows";
      /** Each cell is a field of its own: `${name}.${row}.${column.name}`. */
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly optional?: boolean;
      /** "person", "link": the word on the button "Add another person". */
      readonly noun: string;
      readonly columns: readonly {
        readonly type: "text" | "email" | "url";
        readonly name: string;
        readonly label: string;
        readonly maxLength: number;
        readonly autocomplete?: string;
      }[];
      /** Rows shown to begin with, and the most that are taken. */
      readonly initialRows: number;
      readonly most: number;
    };

/** One row of a check page, an email or a review: what was asked, what was answered, and links to be shown as links. */
export type AnswerRow = { readonly label: string; readonly text: string; readonly links?: readonly string[] };

/** The facts an answer is reviewed with, beside the answer itself. */
export type ValidationContext = {
  /** The portal's own mail domain; an alias must not be on it. */
  readonly portalDomain: string;
  /** Domains of members of the list, for look-alikes. */
  readonly memberDomains: readonly string[];
  /** What is known about domains: `domainLists` (lib/kernel/domain.ts) on the server, `syntaxOnly` in the browser, where the lists are not. */
  readonly domains: AddressContext["domains"];
  /** The organization's own domain, when known. */
  readonly organizationDomain?: string;
  /** The list's own contact address; an alias must not be it. */
  readonly contactAddress?: string;
  /** Addresses with which the organization's own people sign in, case-folded: as an alias they need a reason. */
  readonly ownAddresses?: readonly string[];
  /** Whether a reason that is missing stops the answer: while it is written. Once it is sent, reviewers see the flag. */
  readonly asksReasons?: boolean;
  /** Today: nothing that has happened happened later. Left out where only the form is reviewed. */
  readonly today?: Day;
  /** The contact alias that this application names, case-folded; a participant must be somebody else. */
  readonly ownAlias?: string;
  /** Domains for which a lookup showed that they cannot receive mail, with the sentence that says so. */
  readonly domainsWithoutMail?: ReadonlyMap<string, string>;
  /** The version of the embargo policy in force; an acceptance of another one does not read. Left out for answers of the past. */
  readonly policyVersion?: string;
};

/** The result of validating a draft: the answer, or every mistake. Flags are shown but do not prevent sending. */
export type Reading<Answer> =
  | { readonly ok: true; readonly answer: Answer; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** A kind of criterion: its settings, its fields, what an answer is, how it is shown. A list only configures it. */
export type Kind<Settings, Answer> = {
  readonly name: string;
  readonly settings: ZodMiniType<Settings>;
  /** The fields of the criterion's page, in order. */
  readonly fields: (criterion: Criterion, settings: Settings) => readonly Field[];
  /** Reads a draft; used by the browser, the page, the command and the tests alike. */
  readonly read: (criterion: Criterion, settings: Settings, draft: Draft, around: ValidationContext) => Reading<Answer>;
  /** The draft that would read as this answer, for "apply again" and for mail. */
  readonly write: (answer: Answer) => Draft;
  /** How an answer is shown to people. */
  readonly rows: (criterion: Criterion, settings: Settings, answer: Answer) => readonly AnswerRow[];
  /**
   * Puts a text from a pasted email into the fields without losing a word; null when no field accepts it.
   * Missing for kinds where a person has to act on the page.
   */
  readonly fromText?: (settings: Settings, text: string) => Draft | null;
  /** The options an answer may choose, where other criteria can depend on the choice (`onlyFor`). */
  readonly choices?: (settings: Settings) => readonly string[];
  /** The options an answer chose. */
  readonly chosen?: (answer: Answer) => readonly string[];
};
