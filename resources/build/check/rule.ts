export interface SourceFile {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  /** A question is shown and fails nothing. */
  readonly question?: boolean;
}

/** A rule reads what it is handed, so that each can be seen red on a planted offence. */
export interface Rule {
  readonly name: string;
  readonly check: (files: readonly SourceFile[]) => Finding[];
}

export function isCode(file: SourceFile): boolean {
  return /\.tsx?$/.test(file.path);
}

/** A suite is the tests that every implementation of one port must pass; a part of either may run as a child. */
export function isTest(path: string): boolean {
  return path.startsWith('test/') || /\.(test|suite)(\.\w+)?\.tsx?$/.test(path);
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let index = text.indexOf('\n'); index !== -1 && index < offset; index = text.indexOf('\n', index + 1))
    line += 1;
  return line;
}
