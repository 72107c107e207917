/**
 * The schedule, in UTC. The ids are stored in the database and never change; work that was missed while no worker ran is
 * caught up with one run, because every sweep looks for all that is due.
 */
export const crontab = `
15 5 * * * morning-sweep ?id=morning-sweep&fill=1d&max=5
*/10 * * * * catch-up ?id=catch-up&max=5
0 * * * * verify-trail ?id=verify-trail&max=5
`.trim();
