import { addressesIn, canBeName, doubtAbout, whyNoAddress, withoutAddresses } from "./address";
import { type Cell, emptyCell, inOneLine, isPlaceholder } from "./cell";
import type { Columns } from "./columns";
import { type Found, line, quoted } from "./found";
import type { Row } from "./table";

/**
 * Converts a row into an entry. Both values are the trimmed texts of the cells. These cases are handled here and noted in `odd`:
 * - Of two addresses in one cell the first is used; the other is named in the note.
 * - An address is never an organization's name, and a name in the column of addresses is read as the organization when the
 *   row has no other: so a row with swapped cells is read correctly.
 * - The only address of a row is used from any column, if the column of addresses has none.
 * - Words for "nothing" ("n/a", "-", "TBD") are null. Addresses spelled out in words are null; they are not guessed.
 * - Surplus or missing cells only lead to a note.
 */
export function readRow({ at, cells, odd }: Row, columns: Columns, width: number): Found {
  const notes = [...odd, ...wrongWidth(cells.length, width), ...cells.flatMap((each) => each.odd)];
  const addressCell = columns.email === null ? null : (cells[columns.email] ?? emptyCell);
  const nameCell = columns.organization === null ? null : (cells[columns.organization] ?? emptyCell);

  const own = addressesIn(addressCell ?? emptyCell);
  const beside = addressesIn(nameCell ?? emptyCell);
  const elsewhere = cells.filter((each) => each !== addressCell && each !== nameCell).map(addressesIn);
  const others = elsewhere.flatMap(({ addresses }) => addresses);

  let email = own.addresses[0] ?? null;
  if (email === null && beside.addresses[0] !== undefined) {
    email = beside.addresses[0];
    notes.push("The address is in the organization column.");
  } else if (email === null && addressCell !== null && others.length === 1 && others[0] !== undefined) {
    email = others[0];
    notes.push("The address is in another column.");
  }

  let organization = nameCell === null ? null : nameIn(nameCell, beside.addresses, notes);
  const misplaced = addressCell !== null && own.addresses.length === 0 && canBeName(addressCell.text) ? addressCell.text : null;
  if (organization === null && misplaced !== null && nameCell !== null) {
    organization = oneLine(misplaced, notes);
    notes.push("The organization is in the address column.");
  } else if (organization === null && nameCell !== null) notes.push("There is no organization.");
  if (email === null && addressCell !== null)
    notes.push(organization === misplaced && misplaced !== null ? "There is no address." : whyNoAddress(addressCell, own.unread));

  const unread = [
    ...own.addresses,
    ...beside.addresses,
    ...others,
    ...(email === null ? [] : own.unread),
    ...beside.unread,
    ...elsewhere.flatMap((each) => each.unread),
  ];
  const left = [...new Set(unread)].filter((address) => address !== email);
  if (left.length > 0) notes.push(`Not taken as the address: ${left.map(quoted).join(", ")}.`);
  if (own.addresses.length > 0 && own.beside !== "") notes.push(`Next to the address: ${quoted(own.beside)}.`);
  const doubt = email === null ? null : doubtAbout(email);
  if (doubt !== null) notes.push(doubt);
  return { ...line(at), organization, email, odd: notes };
}

function nameIn({ text }: Cell, addresses: readonly string[], notes: string[]): string | null {
  const name = withoutAddresses(text, addresses);
  if (name === "") return null;
  if (!isPlaceholder(name)) return oneLine(name, notes);
  notes.push(`The organization is given as ${quoted(name)}.`);
  return null;
}

function oneLine(name: string, notes: string[]): string {
  if (!name.includes("\n")) return name;
  notes.push("A line break in the name was read as a space.");
  return inOneLine(name);
}

function wrongWidth(cells: number, width: number): string[] {
  return cells === width ? [] : [`The row has ${cells} ${cells === 1 ? "cell" : "cells"}, the header ${width}.`];
}
