/** Loaded before a part that `startPart` starts: when the starter is gone, even killed, the part ends as if asked to. */
if (process.send) {
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}
