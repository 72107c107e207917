import { type DemoOrganization, organization } from "@/scripts/demo/organizations";

/** Projects of the browser tests, and the word that tells their members apart. */
const projects = { js: "", "no-js": "Plain" } as const;

export type Project = keyof typeof projects;

/** Each exists for one story in one project, so that stories can run in any order and beside each other. */
const contacts = {
  Aperture: "Abel Dimov",
  Cyberdyne: "Cora Blum",
  Weyland: "Will Asante",
  Oceanic: "Olga Prins",
  Dharma: "Dana Quist",
  Nakatomi: "Nora Tran",
  Yoyodyne: "Yves Laurent",
  Veridian: "Viola Grant",
  Wernham: "Wes Hogan",
  Xanadu: "Xenia Roth",
  Zorg: "Zeno Marsh",
  Sterling: "Stella Moor",
  Kord: "Karin Ohm",
} as const;

export type MemberWord = keyof typeof contacts;

/** The member of one word and one project, as scripts/e2e-world.ts admits it. */
export function memberOf(word: MemberWord, project: Project): DemoOrganization {
  const name = [word, projects[project]].filter(Boolean).join(" ");
  return organization({
    name,
    domain: `${name.toLowerCase().replaceAll(" ", "-")}.example`,
    contact: contacts[word],
    product: `${word} Mesh`,
    since: "2020-05",
    users: "About 90 organizations run it, most of them banks and railways.",
    contributor: "Ben Okafor",
    officer: "Clara Voss",
  });
}

/** Every member that the browser tests need beside those of the demo. */
export const memberWords = Object.keys(contacts) as readonly MemberWord[];
export const allProjects = Object.keys(projects) as readonly Project[];

/** Join after the removals of the world were carried out: with them the list would let more go on one day, and hold none back. */
export const joinLast: readonly MemberWord[] = ["Sterling", "Kord"];

/** Who passed a re-check already, and after how many hours its contact alias had answered; two days are promised. */
export const rechecked: readonly (readonly [MemberWord, number])[] = [
  ["Oceanic", 3],
  ["Nakatomi", 26],
  ["Yoyodyne", 75],
];
