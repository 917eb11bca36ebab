import { createEnvironment, type Environment, type Template } from '../../../jinja/jinja.ts';
import { createDates } from './dates/createDates.ts';
import { FILTERS } from './functions/filters.ts';
import { textFunctions } from './functions/textFunctions.ts';
import { timeFunctions } from './functions/timeFunctions.ts';

/** Templates come from strangers: enough for any that is meant, too little to hold anything up. */
const LIMITS = { instructions: 2_000_000, depth: 50, output: 5_000_000, range: 0 };
const LONGEST_MS = 1000;

/** Templates of one source, read once: its streams mostly say the same. */
export interface Templates {
  readonly environment: Environment;
  readonly functions: ReadonlySet<string>;
  /** By their text, which is all that one is made of. */
  readonly read: Map<string, Template>;
}

export function createTemplates(now: () => number, random: () => number): Templates {
  const globals = { ...timeFunctions(now, createDates()), ...textFunctions(random) };
  return {
    environment: createEnvironment({
      globals,
      filters: FILTERS,
      random,
      limits: { ...LIMITS, time: { milliseconds: LONGEST_MS, now } },
    }),
    functions: new Set(Object.keys(globals)),
    read: new Map(),
  };
}
