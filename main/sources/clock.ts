/** Time as sources see it. Everything that waits or asks for now does it here, so that reference cases run on a clock of their own. */
export interface SourceClock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Resolves early when the signal fires. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}
