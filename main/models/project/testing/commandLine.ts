import { parse } from 'yaml';
import type { ResourceType } from '../nodes.ts';
import type { PlainMap } from '../plain.ts';
import type { SelectionRequest } from '../select/select.ts';
import type { IndirectSelection } from '../select/spec.ts';

export interface CommandLine {
  readonly command: string;
  readonly request: SelectionRequest;
  readonly vars: PlainMap;
  readonly state?: string;
}

/** A dbt command line of a history, as far as it says what is selected. */
export function parseCommandLine(line: string): CommandLine {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2] ?? '');
  const [command = ''] = words;
  const values = new Map<string, string[]>();
  let flag = '';
  for (const word of words.slice(1)) {
    if (word.startsWith('--')) {
      flag = word;
      values.set(flag, values.get(flag) ?? []);
    } else values.get(flag)?.push(word);
  }
  const first = (name: string) => values.get(name)?.[0];
  const vars = first('--vars');
  const state = first('--state');
  const selector = first('--selector');
  return {
    command,
    vars: vars === undefined ? {} : (parse(vars, { intAsBigInt: true }) as PlainMap),
    ...(state === undefined ? {} : { state }),
    request: {
      select: values.get('--select') ?? [],
      exclude: values.get('--exclude') ?? [],
      resourceTypes: (values.get('--resource-type') ?? []) as ResourceType[],
      indirect: (first('--indirect-selection') ?? 'eager') as IndirectSelection,
      ...(selector === undefined ? {} : { selector }),
    },
  };
}
