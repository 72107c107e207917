/**
 * Loaded before a part that `startPart` starts: when the starter is gone, even killed, the part ends as if asked to.
 * Helpers that the part itself starts inherit this file and are left alone: their channel is not ours.
 */
if (process.send && process.env.STARTED_BY === String(process.ppid)) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
