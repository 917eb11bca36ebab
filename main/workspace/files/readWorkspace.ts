import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { FileKind, WorkspaceConfig } from '../../../shared/contract/workspace.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { isAbsent, systemCode } from '../diskFailure.ts';
import { YAML_BYTES } from '../yaml/parseYaml.ts';
import { checkFile } from './checkFile.ts';
import { type ListedFile, listFiles } from './listFiles.ts';

const PROBLEMS = 500;
const AT_ONCE = 16;
/** A file as young as this may change again without its times or size showing it: it is read again next time. */
const YOUNG_MS = 200;

/** Everything a workspace's files say at one moment. */
export interface WorkspaceFiles {
  readonly config: WorkspaceConfig | null;
  readonly counts: Partial<Record<FileKind, number>>;
  readonly problems: FileProblem[];
  readonly folders: string[];
  /** Changes when, and only when, a file was added, removed or given other content. */
  readonly stamp: string;
}

interface Remembered {
  readonly facts: string;
  readonly young: boolean;
  readonly stamp: string;
  readonly problems: FileProblem[];
  readonly config: WorkspaceConfig | null;
}

/**
 * What the domain that owns a kind finds in a file of it beyond the least that is checked here. It sees the file alone: the
 * answer is kept until the file changes.
 */
export type FileChecks = Readonly<
  Partial<Record<FileKind, (text: string, file: string) => Promise<readonly FileProblem[]>>>
>;

/** Reads a workspace again and again, opening only what changed since the last time. */
export function createWorkspaceReader(
  clock: () => Date,
  checks: FileChecks = {},
): (root: string) => Promise<WorkspaceFiles> {
  let memory = new Map<string, Remembered>();

  return async (root) => {
    const { files, folders, problems } = await listFiles(root);
    const next = new Map<string, Remembered>();
    for (let start = 0; start < files.length; start += AT_ONCE) {
      const batch = files.slice(start, start + AT_ONCE);
      const read = await Promise.all(
        batch.map((file) => remember(file, memory.get(file.file), clock, checks)),
      );
      for (const [index, file] of batch.entries()) {
        const one = read[index];
        if (one) next.set(file.file, one);
      }
    }
    memory = next;
    return sumUp(files, folders, problems, next);
  };
}

/** Undefined when the file vanished between listing and reading: as if it had never been listed. */
async function remember(
  { file, path, kind }: ListedFile,
  before: Remembered | undefined,
  clock: () => Date,
  checks: FileChecks,
): Promise<Remembered | undefined> {
  try {
    const stats = await stat(path, { bigint: true });
    const facts = `${path} ${stats.ino} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
    if (before && before.facts === facts && !before.young) return before;
    const young = clock().getTime() - Number(stats.mtimeNs / 1_000_000n) < YOUNG_MS;
    return { facts, young, ...(await readOne(file, path, kind, stats, checks)) };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    const code = systemCode(error);
    if (code === undefined) throw error;
    const message = `the file cannot be read (${code}): give yourself the right to read it`;
    return { facts: '', young: true, stamp: code, config: null, problems: [wholeFile(file, message)] };
  }
}

async function readOne(
  file: string,
  path: string,
  kind: FileKind | null,
  stats: BigIntStats,
  checks: FileChecks,
): Promise<Pick<Remembered, 'stamp' | 'problems' | 'config'>> {
  const unread = `${stats.size} ${stats.mtimeNs}`;
  if (kind === null) return { stamp: unread, problems: [], config: null };
  if (stats.size > BigInt(YAML_BYTES))
    return {
      stamp: unread,
      config: null,
      problems: [wholeFile(file, 'the file is larger than 1 MB and is not read')],
    };
  const bytes = await readFile(path);
  const stamp = createHash('sha256').update(bytes).digest('base64');
  const checked = checkFile(bytes, file, kind);
  const more = checks[kind];
  if (more === undefined || checked.problems.length > 0) return { stamp, ...checked };
  return { ...checked, stamp, problems: [...(await more(bytes.toString('utf8'), file))] };
}

function sumUp(
  files: readonly ListedFile[],
  folders: string[],
  found: readonly FileProblem[],
  read: ReadonlyMap<string, Remembered>,
): WorkspaceFiles {
  const counts: Partial<Record<FileKind, number>> = {};
  const problems = [...found];
  const stamp = createHash('sha256').update(JSON.stringify(found));
  let config: WorkspaceConfig | null = null;
  for (const { file, kind } of files) {
    const one = read.get(file);
    if (!one) continue;
    stamp.update(`${file}\0${one.stamp}\0`);
    problems.push(...one.problems);
    if (kind) counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind === 'config') config = one.config;
  }
  if (counts.config === undefined && !problems.some(({ file }) => file === 'leadline.yml'))
    problems.unshift(
      wholeFile('leadline.yml', 'the file is missing: put it back, or create the workspace anew'),
    );
  return { config, counts, problems: atMost(problems), folders, stamp: stamp.digest('base64') };
}

function atMost(problems: FileProblem[]): FileProblem[] {
  const last = problems[PROBLEMS];
  if (!last) return problems;
  const more = problems.length - PROBLEMS;
  return [
    ...problems.slice(0, PROBLEMS),
    wholeFile(last.file, `${more} more problems are not shown: mend these first`),
  ];
}

function wholeFile(file: string, message: string): FileProblem {
  return { file, line: 1, column: 1, severity: 'error', message };
}
