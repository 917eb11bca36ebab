import { STEP_KINDS, type StepKind } from '../../../../../shared/domain/pipeline/step.ts';
import { type Loose, partOf, textOf, textsOf, withField } from '../loose.ts';

export function stepsOf(value: Loose): readonly Loose[] {
  const { steps } = value;
  return Array.isArray(steps) ? (steps as Loose[]) : [];
}

export function kindOfStep(step: Loose): StepKind {
  return STEP_KINDS.find((kind) => kind in step) ?? 'command';
}

/** To another place; out of range it stays where it is. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length || to === from) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
}

/** What was after the step that goes is after what that one was after: the order of the rest stays. */
export function withoutStep(steps: readonly Loose[], at: number): readonly Loose[] {
  const gone = steps[at];
  if (gone === undefined) return steps;
  const name = textOf(gone, 'name');
  const before = textsOf(gone, 'after');
  return steps
    .toSpliced(at, 1)
    .map((step) =>
      textsOf(step, 'after').includes(name)
        ? withField(step, 'after', [
            ...new Set(textsOf(step, 'after').flatMap((one) => (one === name ? before : [one]))),
          ])
        : step,
    );
}

/** Those that were after it by its old name are after it by its new one. */
export function withStep(steps: readonly Loose[], at: number, step: Loose): readonly Loose[] {
  const before = steps[at];
  if (before === undefined) return steps;
  const [from, to] = [textOf(before, 'name'), textOf(step, 'name')];
  const others =
    from === '' || from === to || to === '' ? steps : steps.map((one) => following(one, from, to));
  return others.toSpliced(at, 1, step);
}

function following(step: Loose, from: string, to: string): Loose {
  const after = textsOf(step, 'after');
  return after.includes(from)
    ? withField(
        step,
        'after',
        after.map((one) => (one === from ? to : one)),
      )
    : step;
}

const FIRST: Record<StepKind, unknown> = {
  extract: '',
  load: '',
  build: 'all',
  study: '',
  brief: '',
  sort: 'trends',
  sql: '',
  command: '',
  wait: { file: '' },
  audit: '',
  publish: '',
};

/** A new step after the last one, called as its kind, with a number where that is taken. */
export function newStep(kind: StepKind, steps: readonly Loose[], first?: string): Loose {
  const taken = new Set(steps.map((step) => textOf(step, 'name')));
  const last = steps.at(-1);
  const after = last === undefined ? '' : textOf(last, 'name');
  let name: string = kind;
  for (let number = 2; taken.has(name); number += 1) name = `${kind}-${number}`;
  return {
    name,
    ...(after === '' ? {} : { after: [after] }),
    [kind]: first ?? FIRST[kind],
  };
}

/** How a step waits, and for what. */
export function waitOf(step: Loose): { kind: 'file' | 'url' | 'relation'; wait: Loose } {
  const wait = partOf(step, 'wait');
  return { kind: 'url' in wait ? 'url' : 'relation' in wait ? 'relation' : 'file', wait };
}
