import type { ParseArgsOptionsConfig } from 'node:util';

const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;

/** What selects, as dbt spells it. */
export const SELECTING = {
  select: { ...text, short: 's' },
  models: { ...text, short: 'm' },
  exclude: text,
  selector: text,
  'resource-type': text,
  'resource-types': text,
  'exclude-resource-type': text,
  'exclude-resource-types': text,
  'indirect-selection': text,
  state: text,
} as const satisfies ParseArgsOptionsConfig;

/** What every command over a project takes. */
export const PROJECT = {
  project: text,
  target: { ...text, short: 't' },
  connection: text,
  vars: text,
  threads: text,
} as const satisfies ParseArgsOptionsConfig;

export const BUILDING = {
  'full-refresh': { ...yes, short: 'f' },
  'fail-fast': { ...yes, short: 'x' },
  'store-failures': yes,
  'warn-error': yes,
  publish: text,
  args: text,
} as const satisfies ParseArgsOptionsConfig;

/** Options after which dbt takes any number of words. */
const LISTS: ReadonlySet<string> = new Set([
  '--select',
  '-s',
  '--models',
  '-m',
  '--exclude',
  '--resource-type',
  '--resource-types',
  '--exclude-resource-type',
  '--exclude-resource-types',
]);

/** `--select a b --select c` becomes `--select "a b c"`: a selection of several words means all of them. */
export function gatherLists(args: readonly string[]): string[] {
  const lists = new Map<string, string[]>();
  const rest: string[] = [];
  let list: string[] | null = null;
  for (const arg of args) {
    const [name = '', inline] = arg.startsWith('--') ? splitOnce(arg) : [arg, undefined];
    if (LISTS.has(name)) {
      list = lists.get(name) ?? [];
      lists.set(name, list);
      if (inline !== undefined) {
        list.push(inline);
        list = null;
      }
    } else if (arg.startsWith('-') || list === null) {
      list = null;
      rest.push(arg);
    } else list.push(arg);
  }
  // With `=`, because a selection may begin with a dash.
  for (const [name, words] of lists)
    rest.push(...(name.startsWith('--') ? [`${name}=${words.join(' ')}`] : [name, words.join(' ')]));
  return rest;
}

function splitOnce(arg: string): [string, string | undefined] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}
