import type { FormField, SourceDetail } from '../../../../../shared/contract/sources.ts';

/** What a person has entered, by the path of the field. A variant's is the index of the chosen one. */
export type Answers = Readonly<Record<string, unknown>>;

export interface Entered {
  readonly config: Record<string, unknown>;
  readonly secrets: { path: string[]; value: string }[];
}

export type FieldFaults = Readonly<Record<string, string>>;

export function idOf(path: readonly string[]): string {
  return path.join('.');
}

/** What each field begins with: what is there, or what the connector suggests. Secrets never come back. */
export function firstAnswers(
  fields: readonly FormField[],
  known: Pick<SourceDetail, 'config'> | null,
): Answers {
  const answers: Record<string, unknown> = {};
  const visit = (field: FormField) => {
    const id = idOf(field.path);
    const there = known === null ? undefined : valueAt(known.config, field.path);
    if (field.kind === 'group') {
      for (const inner of field.fields) visit(inner);
      return;
    }
    if (field.kind === 'variant') {
      const chosen = field.variants.findIndex(({ constants }) =>
        Object.entries(constants).every(([name, value]) => valueAt(there, [name]) === value),
      );
      answers[id] = Math.max(chosen, 0);
      for (const { fields: inner } of field.variants) for (const one of inner) visit(one);
      return;
    }
    if (isSecret(field)) return;
    const value = there ?? (field.default === null ? undefined : field.default);
    if (value !== undefined) answers[id] = value;
  };
  for (const field of fields) visit(field);
  return answers;
}

/** The fields that are asked now: of a variant only those of the chosen one. Groups are flattened. */
export function askedFields(fields: readonly FormField[], answers: Answers): FormField[] {
  return fields.flatMap((field): FormField[] => {
    if (field.kind === 'group') return askedFields(field.fields, answers);
    if (field.kind !== 'variant') return [field];
    return [field, ...askedFields(chosenVariant(field, answers)?.fields ?? [], answers)];
  });
}

export function chosenVariant(field: Extract<FormField, { kind: 'variant' }>, answers: Answers) {
  const index = answers[idOf(field.path)];
  return field.variants[typeof index === 'number' ? index : 0];
}

/** As the source's file keeps it, secrets apart. What was left empty is left out. */
export function entered(fields: readonly FormField[], answers: Answers): Entered {
  const config: Record<string, unknown> = {};
  const secrets: { path: string[]; value: string }[] = [];
  for (const field of askedFields(fields, answers)) {
    if (field.kind === 'variant') {
      const constants = chosenVariant(field, answers)?.constants ?? {};
      for (const [name, value] of Object.entries(constants)) putAt(config, [...field.path, name], value);
      continue;
    }
    const answer = answers[idOf(field.path)];
    if (isEmpty(answer)) continue;
    if (isSecret(field)) secrets.push({ path: [...field.path], value: String(answer) });
    else putAt(config, field.path, answer);
  }
  return { config, secrets };
}

/** What can be told before anybody is asked. `kept`: secrets that are in the vault already. */
export function faultsOf(
  fields: readonly FormField[],
  answers: Answers,
  kept: readonly (readonly string[])[],
): FieldFaults {
  const there = new Set(kept.map(idOf));
  const faults: Record<string, string> = {};
  for (const field of askedFields(fields, answers)) {
    const id = idOf(field.path);
    const fault = faultOf(field, answers[id], there.has(id));
    if (fault !== null) faults[id] = fault;
  }
  return faults;
}

function faultOf(field: FormField, answer: unknown, isKept: boolean): string | null {
  if (field.kind === 'variant' || field.kind === 'group') return null;
  if (isEmpty(answer)) return field.required && !isKept ? 'This is needed.' : null;
  if (field.kind === 'list' || field.kind === 'choice' || field.kind === 'boolean') return null;
  if (field.kind === 'number' || field.kind === 'integer') return numberFault(field, answer);
  const { pattern, patternWords } = field;
  if (field.kind === 'day' && !isDay(String(answer))) return 'Write a day, like 2026-01-31.';
  if (field.kind === 'instant' && Number.isNaN(Date.parse(String(answer))))
    return 'Write a moment, like 2026-01-31T00:00:00Z.';
  if (field.secret || pattern === null || matches(pattern, String(answer))) return null;
  return patternWords === null
    ? 'It is not written as the source expects it.'
    : `Write it as ${patternWords}.`;
}

function numberFault(
  { kind, least, most }: Pick<Plain, 'kind' | 'least' | 'most'>,
  answer: unknown,
): string | null {
  const number = Number(answer);
  if (!Number.isFinite(number)) return 'Write a number.';
  if (kind === 'integer' && !Number.isInteger(number)) return 'Write a whole number.';
  if (least !== null && number < least) return `At least ${least}.`;
  return most !== null && number > most ? `At most ${most}.` : null;
}

/** One of the calendar: the 30th of February is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

type Plain = Extract<FormField, { secret: boolean }>;

export function isSecret(field: FormField): boolean {
  return 'secret' in field && field.secret;
}

/** The pattern is the connector's: one that this engine can't read holds nobody up, the source checks it again. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return true;
  }
}

function isEmpty(answer: unknown): boolean {
  return (
    answer === undefined || answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)
  );
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}

/** Names are the connector's: each is an own member, whatever it is called. */
function putAt(config: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    Object.defineProperty(config, name, { value, enumerable: true, configurable: true, writable: true });
    return;
  }
  const there = valueAt(config, [name]);
  const inner = typeof there === 'object' && there !== null ? (there as Record<string, unknown>) : {};
  putAt(inner, rest, value);
  putAt(config, [name], inner);
}
