import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { BuildCommand, PublishRule } from '../../../models/build/request.ts';
import type { ResourceType } from '../../../models/project/nodes.ts';
import type { PlainMap } from '../../../models/project/plain.ts';
import type { SelectionRequest } from '../../../models/project/select/select.ts';
import type { IndirectSelection } from '../../../models/project/select/spec.ts';
import { stateAt } from '../../models/keptState.ts';
import type { BuildOptions } from '../../models/modelling.ts';
import type { Invocation } from '../command.ts';
import { yamlMap } from './yamlMap.ts';

type Options = Invocation['options'];

const KINDS: readonly ResourceType[] = [
  ...(['model', 'seed', 'snapshot', 'test', 'unit_test', 'source'] as const),
  ...(['exposure', 'analysis'] as const),
];
const INDIRECT: readonly IndirectSelection[] = ['eager', 'cautious', 'buildable', 'empty'];
const RULES: readonly PublishRule[] = ['together', 'branch', 'always'];

/** What a command over a project was asked, but for the project itself. */
export async function wishOf(
  command: BuildCommand,
  options: Options,
  folder = '.',
): Promise<Result<BuildOptions>> {
  const selection = selectionOf(options);
  if (!selection.ok) return selection;
  const vars = yamlMap('--vars', textOf(options, 'vars'));
  if (!vars.ok) return vars;
  const threads = threadsOf(options);
  if (!threads.ok) return threads;
  const publish = oneOf(options, 'publish', RULES);
  if (!publish.ok) return publish;
  const from = textOf(options, 'state');
  const state = from === undefined ? ok(undefined) : await stateAt(resolve(folder, from));
  if (!state.ok) return state;
  const on = (name: string) => options[name] === true;
  return ok({
    command,
    selection: selection.value,
    vars: vars.value,
    fullRefresh: on('full-refresh'),
    failFast: on('fail-fast'),
    storeFailures: on('store-failures'),
    warnError: on('warn-error'),
    ...(threads.value !== undefined && { threads: threads.value }),
    ...(publish.value !== undefined && { publish: publish.value }),
    ...(on('all') && { scope: 'all' as const }),
    ...(state.value !== undefined && { state: state.value }),
  });
}

export function selectionOf(options: Options): Result<SelectionRequest> {
  const words = (...names: readonly string[]) =>
    names.flatMap((name) => (textOf(options, name) ?? '').split(/\s+/).filter((word) => word !== ''));
  const kinds = kindsOf('--resource-type', words('resource-type', 'resource-types'));
  if (!kinds.ok) return kinds;
  const unwanted = kindsOf(
    '--exclude-resource-type',
    words('exclude-resource-type', 'exclude-resource-types'),
  );
  if (!unwanted.ok) return unwanted;
  const indirect = oneOf(options, 'indirect-selection', INDIRECT);
  if (!indirect.ok) return indirect;
  const selector = textOf(options, 'selector');
  return ok({
    select: words('select', 'models'),
    exclude: words('exclude'),
    ...(selector !== undefined && { selector }),
    resourceTypes: kinds.value,
    excludeResourceTypes: unwanted.value,
    ...(indirect.value !== undefined && { indirect: indirect.value }),
  });
}

/** What `ls` lists: as dbt, analyses only when they are asked for. */
export function lsSelection(selection: SelectionRequest): SelectionRequest {
  if ((selection.resourceTypes ?? []).length > 0) return selection;
  return { ...selection, excludeResourceTypes: [...(selection.excludeResourceTypes ?? []), 'analysis'] };
}

export function operationOf(
  macro: string,
  options: Options,
): Result<{ readonly macro: string; readonly args: PlainMap }> {
  const args = yamlMap('--args', textOf(options, 'args'));
  return args.ok ? ok({ macro, args: args.value }) : args;
}

export function textOf(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

function kindsOf(option: string, words: readonly string[]): Result<readonly ResourceType[]> {
  const found: ResourceType[] = [];
  for (const word of words.flatMap((one) => one.split(','))) {
    // dbt: everything but what has no file of its own to run.
    if (word === 'all') return ok(KINDS);
    if (word === 'default') continue;
    const kind = KINDS.find((one) => one === word);
    if (kind === undefined) return wrong(option, word, KINDS);
    found.push(kind);
  }
  return ok(found);
}

function threadsOf(options: Options): Result<number | undefined> {
  const given = textOf(options, 'threads');
  if (given === undefined) return ok(undefined);
  const threads = /^\d+$/.test(given) ? Number(given) : 0;
  if (threads >= 1 && threads <= 32) return ok(threads);
  return fail('BAD_INPUT', {
    message: `--threads can't be "${given}".`,
    next: 'Give a whole number from 1 to 32.',
  });
}

export function oneOf<T extends string>(
  options: Options,
  name: string,
  known: readonly T[],
): Result<T | undefined> {
  const given = textOf(options, name);
  if (given === undefined) return ok(undefined);
  const found = known.find((one) => one === given);
  return found === undefined ? wrong(`--${name}`, given, known) : ok(found);
}

function wrong(option: string, given: string, known: readonly string[]): Result<never> {
  return fail('BAD_INPUT', {
    message: `${option} can't be "${given}".`,
    next: `Use ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`,
  });
}
