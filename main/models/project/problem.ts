import type { FileProblem } from '../../../shared/errors/failure.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A place in a file; `file` is relative to the project's folder, with forward slashes. */
export interface Place extends Position {
  readonly file: string;
}

/** A fault in a project. It stops the nodes in `stops` and what depends on them, and nothing else. */
export interface ProjectProblem extends FileProblem {
  /** What the person can do now. */
  readonly next: string;
  /** Unique ids that can't be built because of it; a fault of the whole project stops `'everything'`. */
  readonly stops: readonly string[] | 'everything';
}

/** Where a reading collects what it found wrong; handed down, so that nothing is thrown for a fault of a file. */
export interface ProblemList {
  add(problem: ProjectProblem): void;
  error(place: Place, message: string, next: string, stops?: readonly string[] | 'everything'): void;
  warning(place: Place, message: string, next: string): void;
  all(): readonly ProjectProblem[];
}

export function createProblemList(): ProblemList {
  const found: ProjectProblem[] = [];
  const at = (place: Place) => ({
    file: place.file,
    line: Math.max(1, place.line),
    column: Math.max(1, place.column),
  });
  return {
    add: (problem) => {
      found.push(problem);
    },
    error: (place, message, next, stops = []) => {
      found.push({ ...at(place), message, next, stops, severity: 'error' });
    },
    warning: (place, message, next) => {
      found.push({ ...at(place), message, next, stops: [], severity: 'warning' });
    },
    all: () =>
      [...found].sort((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column),
  };
}

/** By code unit, so that an order never depends on the machine's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
