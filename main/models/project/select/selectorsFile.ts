import { pythonText } from '../plain.ts';
import type { ProblemList } from '../problem.ts';
import { child, entriesOf, has, items, type Located, placeOf, plainOf, text } from '../yaml/located.ts';
import { criterion, type IndirectSelection, parseWords, type Spec } from './spec.ts';

const NEXT = 'Write a definition as text, as method and value, or as union or intersection of such.';

/** The named selectors of `selectors.yml`, in the order in which they stand. */
export function readSelectors(located: Located, problems: ProblemList): ReadonlyMap<string, Spec> {
  const named = new Map<string, Spec>();
  for (const one of items(child(located, 'selectors'))) {
    const name = text(child(one, 'name'));
    const definition = child(one, 'definition');
    if (name === undefined || definition === undefined) {
      problems.error(placeOf(one), 'A selector needs name and definition.', NEXT);
      continue;
    }
    const spec = readDefinition(definition, named, problems);
    if (spec !== null) named.set(name, spec);
  }
  return named;
}

type Named = ReadonlyMap<string, Spec>;

function readDefinition(located: Located, named: Named, problems: ProblemList): Spec | null {
  if (located.content.kind === 'scalar') return parseWords([text(located) ?? '']);
  if (located.content.kind === 'list') return combined('union', located, named, problems);
  for (const kind of ['union', 'intersection'] as const) {
    const parts = child(located, kind);
    if (parts !== undefined) return combined(kind, parts, named, problems);
  }
  if (has(located, 'method')) return readMethod(located, named, problems);
  const [only, more] = entriesOf(located);
  if (only !== undefined && more === undefined) {
    const [method, { value }] = only;
    return criterion(method, pythonText(plainOf(value)));
  }
  problems.error(placeOf(located), 'This definition selects nothing that can be understood.', NEXT);
  return null;
}

/** A list whose `exclude` entries are taken off what the others make. */
function combined(
  kind: 'union' | 'intersection',
  located: Located,
  named: Named,
  problems: ProblemList,
): Spec {
  const parts: Spec[] = [];
  const without: Spec[] = [];
  for (const one of items(located)) {
    const excluded = has(one, 'method') ? undefined : child(one, 'exclude');
    if (excluded !== undefined) without.push(combined('union', excluded, named, problems));
    else {
      const part = readDefinition(one, named, problems);
      if (part !== null) parts.push(part);
    }
  }
  return minus({ kind, parts }, without);
}

function minus(from: Spec, without: readonly Spec[]): Spec {
  return without.length === 0
    ? from
    : { kind: 'difference', from, without: { kind: 'union', parts: without } };
}

function readMethod(located: Located, named: Named, problems: ProblemList): Spec | null {
  const method = text(child(located, 'method')) ?? '';
  const value = child(located, 'value');
  const written = value === undefined ? '' : pythonText(plainOf(value));
  const excluded = child(located, 'exclude');
  const without = excluded === undefined ? [] : [combined('union', excluded, named, problems)];
  if (method === 'selector') {
    const other = named.get(written);
    if (other !== undefined) return minus(other, without);
    problems.error(
      placeOf(value ?? located),
      `No selector ${written} is defined above this one.`,
      'Define it first, or correct its name.',
    );
    return null;
  }
  const indirect = text(child(located, 'indirect_selection'));
  const spec = criterion(method, written, {
    childrensParents: isOn(located, 'childrens_parents'),
    ...(isOn(located, 'parents') ? { parents: depthAt(located, 'parents_depth') } : {}),
    ...(isOn(located, 'children') ? { children: depthAt(located, 'children_depth') } : {}),
    ...(isIndirect(indirect) ? { indirect } : {}),
  });
  return minus(spec, without);
}

function isOn(located: Located, key: string): boolean {
  return text(child(located, key)) === 'true';
}

function depthAt(located: Located, key: string): number {
  const written = text(child(located, key));
  return written === undefined ? Number.POSITIVE_INFINITY : Number(written);
}

function isIndirect(value: string | undefined): value is IndirectSelection {
  return value === 'eager' || value === 'cautious' || value === 'buildable' || value === 'empty';
}
