/** Resolves when the person (Ctrl-C) or the system asks the program to end; a second Ctrl-C ends it at once. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((settle) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals) => {
      if (asked) process.exit(130);
      asked = true;
      settle(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}
