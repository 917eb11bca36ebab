import type { FileProblem } from '../../../../shared/errors/failure.ts';
import { type Faults, sentence } from './faults.ts';
import { type Loose, textOf } from './loose.ts';
import { pathAt } from './pathAt.ts';
import { stepsOf } from './steps/stepList.ts';

/** Something wrong, and where: by field and, once it is text, by line. */
export interface Told {
  readonly path: string;
  readonly line: number | null;
  readonly place: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export function toldOfText(text: string, problems: readonly FileProblem[]): Told[] {
  return problems.map(({ line, message, severity }) => ({
    path: pathAt(text, line),
    line,
    place: `Line ${line}`,
    message: sentence(message),
    severity,
  }));
}

export function toldOfForm(value: Loose, faults: Faults): Told[] {
  return Object.entries(faults).map(([path, message]) => ({
    path,
    line: null,
    place: placeOf(value, path),
    message,
    severity: 'error',
  }));
}

/** A field as a person knows it: `build, after`. */
export function placeOf(value: Loose, path: string): string {
  const [first = '', second = '', ...rest] = path.split('.');
  if (first !== 'steps' || second === '') return path === '' ? 'The whole' : path.replaceAll('.', ', ');
  const step = stepsOf(value)[Number(second)];
  const name = (step === undefined ? '' : textOf(step, 'name')) || `step ${Number(second) + 1}`;
  return [name, ...rest.filter((part) => !/^\d+$/.test(part))].join(', ').replaceAll('_', ' ');
}
