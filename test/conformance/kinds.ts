import { jinja } from './jinja/kind.ts';
import type { Kind } from './kind.ts';

/** One line a kind. */
export const KINDS: Readonly<Record<string, Kind>> = {
  jinja,
};
