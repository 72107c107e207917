const codeHosts = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"];
const socialHosts = ["linkedin.com", "www.linkedin.com", "x.com", "twitter.com", "mastodon.social"];

/** Whether a link only shows who somebody is: an account page of a code host or a social network, not something they did. */
export function isProfile(url: string): boolean {
  const { hostname, pathname, search } = new URL(url);
  const segments = pathname.split("/").filter((segment) => segment !== "");
  const isAccount = segments.length <= 1 && search === "";
  return (codeHosts.includes(hostname) && isAccount) || (socialHosts.includes(hostname) && (isAccount || segments[0] === "in"));
}
