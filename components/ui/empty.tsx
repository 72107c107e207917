/** Instead of an empty list: what will appear here, and what makes it appear. */
export function Empty({ children }: { children: React.ReactNode }) {
  return <p className="panel meta">{children}</p>;
}
