import type { ClientContext, ClientLink } from '@orpc/client';

/** One live way to the core. It ends once, and never comes back: the next attempt dials a new one. */
export interface Line {
  readonly link: ClientLink<ClientContext>;
  /** Resolves when the other end is gone. */
  readonly ended: Promise<void>;
  hangUp(): void;
}

/** `refused` means the core answered and doesn't know this page; trying again helps only after the person acted. */
export type DialOutcome = { readonly line: Line } | 'unreachable' | 'refused';

export type Dial = (signal: AbortSignal) => Promise<DialOutcome>;
