/** Host and path of an address, which is what a reader decides a link by; the text itself when it is no http address. */
export function hostAndPath(url: string): string {
  const found = /^https?:\/\/([^/?#]+)(\/[^?#]*)?([?#].*)?$/i.exec(url);
  if (found === null) return url;
  const [, host = "", path = "", rest = ""] = found;
  return host + (path === "/" && rest === "" ? "" : path) + rest;
}

/**
 * A link that an applicant gave. Its text is where it leads; it tells the other side neither who reads it nor from where.
 * Anything that is not http or https is shown as text and cannot be followed.
 */
export function EvidenceLink({ url, shows }: { url: string; shows?: string }) {
  const followable = /^https?:\/\//i.test(url);
  return (
    <>
      {followable ? (
        <a href={url} rel="noopener noreferrer nofollow" referrerPolicy="no-referrer" className="quoted">
          {hostAndPath(url)}
        </a>
      ) : (
        <bdi className="quoted">{url}</bdi>
      )}
      {shows === undefined || shows === "" ? null : (
        <span className="meta">
          {": "}
          <bdi>{shows}</bdi>
        </span>
      )}
    </>
  );
}
