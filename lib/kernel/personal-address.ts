/** Words which mean that a team or software reads the mailbox; inside longer words too ("k8ssecurity"). */
const roleStems = [
  "secur",
  "psirt",
  "csirt",
  "cirt",
  "infosec",
  "vuln",
  "embargo",
  "disclos",
  "incident",
  "respon",
  "distri",
  "distro",
  "announc",
  "notif",
  "vendor",
  "partner",
  "team",
  "admin",
  "support",
  "product",
  "platform",
  "kube",
  "k8s",
  "istio",
  "envoy",
  "mesh",
  "cloud",
  "alias",
  "abuse",
  "contact",
  "engineer",
  "maintain",
  "release",
  "advis",
  "private",
  "service",
  "linux",
  "open",
];

/** The same, but only as a whole word. */
const roleWords = [
  "sec",
  "cert",
  "cve",
  "soc",
  "sre",
  "ops",
  "dev",
  "eng",
  "prod",
  "pm",
  "it",
  "list",
  "lists",
  "group",
  "oss",
  "osspo",
  "ospo",
  "office",
  "desk",
  "help",
  "info",
  "mail",
  "hq",
  "on",
  "call",
  "oncall",
  "all",
  "the",
  "early",
  "notify",
  "alert",
  "alerts",
  "report",
  "bug",
  "bugs",
];

/**
 * Whether the part before the @ reads like a person's name: two or three words of letters, none of which names a role
 * ("jane.doe", "j.r.doe"). A hint for reviewers, never a reason for refusal: "jdoe" passes, and so should "doe-security".
 */
export function looksPersonal(local: string): boolean {
  const words = (local.toLowerCase().split("+")[0] ?? "").split(/[._-]+/);
  const namelike =
    words.length >= 2 && words.length <= 3 && words.every((word) => /^[a-z']+$/.test(word)) && words.some((word) => word.length > 1);
  return namelike && !words.some((word) => roleWords.includes(word) || roleStems.some((stem) => word.includes(stem)));
}
