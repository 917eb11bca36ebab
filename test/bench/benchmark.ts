/** What is measured, against whom, and how far one wants to get. Never a timed test: a machine's load decides too much. */
export interface Benchmark {
  readonly name: string;
  readonly unit: 'ms' | 's' | 'kB' | '%';
  readonly repeats: number;
  readonly aim: Aim;
  /** How many operations one run is; a figure is for one of them. */
  readonly operations?: number;
  /** Everything that is not to be measured. A sentence instead says why it can't run on this machine. */
  /** With `smoke` on as little data as shows that it works. */
  open(smoke: boolean): Promise<Contest | string>;
}

export type Aim =
  /** Ours at most this many times the peer. */
  | { readonly ratio: number }
  /** Ours at most this, whatever anyone else needs. */
  | { readonly absolute: number }
  /** Ours at most this much more than the peer. */
  | { readonly adds: number };

export interface Contest {
  readonly ours: Side;
  readonly peer?: Side & { readonly version: string };
  close(): Promise<void>;
}

export interface Side {
  readonly label: string;
  /** Does the work once. What it returns is the figure; without one, the time it took is. */
  run(): Promise<number | undefined>;
}
