// Required before a server's own code: ends the server's process group when the process that started it is gone, however that ended. The
// standard input is a pipe that the parent holds; its children, which inherit the arguments, are not watched.
if (process.env.GLOBAL_STEP_ENDS_WITH_PARENT !== undefined) {
  delete process.env.GLOBAL_STEP_ENDS_WITH_PARENT;
  process.stdin.on('close', () => {
    try {
      process.kill(-process.pid, 'SIGKILL');
    } catch {
      process.exit(1); // There are no process groups here.
    }
  });
  process.stdin.resume();
}
