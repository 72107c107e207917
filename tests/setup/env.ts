/** What every test process knows before it imports anything. A database is named by `testDatabase()`, for those who ask. */
const settings = {
  NODE_ENV: "test",
  PORTAL_MODE: "test",
  PORTAL_URL: "http://localhost:3000",
  AUTH_SECRET: "tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
  DATABASE_URL: "postgres://nobody@127.0.0.1:1/testDatabase-was-not-called",
};
Object.assign(process.env, settings);
for (const name of ["RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "RESEND_BASE_URL", "MAIL_FROM", "PORTAL_LISTS", "PORT"])
  delete process.env[name];
