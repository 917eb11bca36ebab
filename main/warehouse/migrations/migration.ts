import type { Engine } from '../store.ts';

/**
 * One step of the warehouse's own schema, done in one transaction and never changed once released: its statements are
 * what the recorded checksum is made of, so they are data and not code, whose text a bundler rewrites.
 */
export interface Migration {
  readonly id: number;
  readonly name: string;
  statements(engine: Engine): readonly string[];
}
