import { expect, test } from "vitest";
import { missingPage, readableAddress } from "@/lib/server/web-server";

test.each([
  ["/istio/roster", "/istio/roster"],
  ["/istio/roster?find=a+b&cursor=x%2B", "/istio/roster?find=a+b&cursor=x%2B"],
  ["/istio/r%C3%B6ster?find=%C3%B6", "/istio/r%C3%B6ster?find=%C3%B6"],
  ["/istio/%00", missingPage],
  ["/istio/%ED%A0%80?find=x", missingPage],
  ["/istio/%", missingPage],
  ["http://169.254.169.254/", missingPage],
  ["*", missingPage],
  ["", missingPage],
  ["/istio/roster?find=a%00b", "/istio/roster?find=ab"],
  ["/istio/roster?find=%00", "/istio/roster?find="],
  ["/istio/roster?find=a&cursor=1&find=b", "/istio/roster?find=b&cursor=1"],
  ["/istio/roster?find=50%", "/istio/roster?find=50%"],
  ["/istio/roster?find=%ED%A0%80", "/istio/roster?find=%ED%A0%80"],
])("%s is read as %s", (url, read) => {
  expect(readableAddress(url)).toBe(read);
});
