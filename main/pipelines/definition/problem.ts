/** Where in a pipeline: keys of mappings, and numbers, from 0, of lists. */
export type Path = readonly (string | number)[];

/** A fault of a pipeline as a value; reading a file gives it its line. */
export interface PipelineProblem {
  readonly path: Path;
  /** Whether the key itself is meant; its value where left out. */
  readonly point?: 'key' | 'value';
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export function fault(path: Path, message: string): PipelineProblem {
  return { path, message, severity: 'error' };
}

export function doubt(path: Path, message: string): PipelineProblem {
  return { path, message, severity: 'warning' };
}

/** What somebody wrote, as far as it may be repeated in a sentence. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
