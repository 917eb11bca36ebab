import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BUILDING, gatherLists, PROJECT, SELECTING } from '../../../main/app/cli/models/flags.ts';
import { operationOf, wishOf } from '../../../main/app/cli/models/wish.ts';
import type { BuildOptions } from '../../../main/app/models/modelling.ts';
import type { BuildCommand } from '../../../main/models/build/request.ts';
import { ok, type Result } from '../../../shared/errors/failure.ts';
import type { Step } from './history.ts';

export interface Asked {
  readonly action: 'ls' | 'retry' | BuildCommand;
  readonly options: BuildOptions;
}

/** Of dbt's flags those that change how it talks or remembers, which is nothing here. */
const IDLE =
  /^(--(no-)?(partial-parse|version-check|use-colors|send-anonymous-usage-stats|debug|quiet|print|static-parser|cache-selected-only|introspect|write-json)|-[qd])$/;

/** A dbt command line, read by our own command's flags. States are folders in `states`. */
export async function readCommandLine(step: Step, states: string): Promise<Result<Asked>> {
  const words = [...shellWords(step.command), ...shellWords(step.flags ?? '')].filter(
    (word) => !IDLE.test(word),
  );
  const { values, positionals } = parseArgs({
    args: gatherLists(words),
    options: { ...PROJECT, ...SELECTING, ...BUILDING },
    allowPositionals: true,
    strict: true,
  });
  const [first = '', second] = positionals;
  const action = first === 'source' || first === 'list' ? (first === 'list' ? 'ls' : 'freshness') : first;
  const options = {
    ...values,
    ...(values.state !== undefined && { state: join(states, values.state) }),
  } as Readonly<Record<string, string | boolean | undefined>>;
  const command = (action === 'ls' || action === 'retry' ? 'build' : action) as BuildCommand;
  const wish = await wishOf(command, options);
  if (!wish.ok) return wish;
  const operation = action === 'run-operation' ? operationOf(second ?? '', options) : undefined;
  if (operation?.ok === false) return operation;
  return ok({
    action: action as Asked['action'],
    options: {
      ...wish.value,
      // As dbt: everything that is asked for, and readers see it whatever checks say.
      publish: 'always',
      scope: 'all',
      ...(operation !== undefined && { operation: operation.value }),
    },
  });
}

/** As a shell splits them: blanks, and quotes of both kinds. */
export function shellWords(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g)].map(([word]) =>
    word.replace(
      /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g,
      (_all, single, double, escaped) =>
        single ?? (double === undefined ? escaped : double.replace(/\\(["\\$`])/g, '$1')),
    ),
  );
}
