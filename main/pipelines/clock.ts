/** Time as pipelines see it. Whatever asks for now or waits does it here, so that tests drive it. */
export interface Clock {
  /** The wall: milliseconds since 1970, UTC. A person, a server or a time zone file may move it. */
  now(): number;
  /** Milliseconds that never go backwards. They stand still while the machine sleeps on some systems, and don't on others. */
  monotonic(): number;
  /** Resolves early when the signal fires. Never longer than a few seconds at a time: what is due later is stored as an instant. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
