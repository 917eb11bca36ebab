import { jinja } from './jinja/kind.ts';
import type { Kind } from './kind.ts';
import { createModels } from './models/kind.ts';
import { statistics } from './statistics/kind.ts';

/** One line a kind. */
export const KINDS: Readonly<Record<string, Kind>> = {
  jinja,
  models: createModels(),
  statistics,
};
