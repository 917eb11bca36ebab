import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { AuditSubject, AuditVariant } from '../../../../shared/domain/audit.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { RegisteredPackage } from '../../../audit/register/packages.ts';
import { TEMPORARY } from '../../../workspace/atomicWrite.ts';
import { dataFolder } from '../../../workspace/dataFolder.ts';
import { diskFailure } from '../../../workspace/diskFailure.ts';

const ENDING = '.xlsx';
const LONGEST_NAME = 80;
const DAY_MS = 86_400_000;

/** `.leadline/exports` of the workspace, made where it is missing. */
export async function exportsFolder(workspace: string): Promise<Result<string>> {
  const held = await dataFolder(workspace);
  if (!held.ok) return held;
  const folder = join(held.value, 'exports');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return ok(folder);
  } catch (error) {
    return diskFailure(error, { doing: 'keep audit packages', folder });
  }
}

/** Takes away what programs that were ended left half written. Those that write now are younger. */
export async function sweepUnfinished(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith(TEMPORARY)) continue;
    const path = join(folder, name);
    const facts = await stat(path).catch(() => null);
    if (facts !== null && now.getTime() - facts.mtimeMs > DAY_MS) await rm(path, { force: true });
  }
}

/** A path that somebody chose: whole, a workbook, in a folder that is there. */
export function chosenFile(to: string): Result<string> {
  if (!isAbsolute(to))
    return fail('BAD_INPUT', {
      message: `“${to}” doesn't say in which folder the package is to be written.`,
      next: 'Give the whole path, from the root of the disk on.',
    });
  if (!to.toLowerCase().endsWith(ENDING))
    return fail('BAD_INPUT', {
      message: `An audit package is a workbook, and ${to} doesn't end in ${ENDING}.`,
      next: `Give it a name that ends in ${ENDING}.`,
      subject: to,
    });
  if (statSync(dirname(to), { throwIfNoEntry: false })?.isDirectory()) return ok(to);
  return fail('FOLDER_NOT_FOUND', {
    message: `The folder ${dirname(to)} is not there.`,
    next: 'Make it, or choose another one.',
    subject: dirname(to),
  });
}

/** The first name of the subject in this folder that is free, or that the same package has. */
export function usualFile(
  folder: string,
  of: { readonly subject: AuditSubject; readonly variant: AuditVariant; readonly asOf: string },
  isFree: (file: string) => Promise<Result<boolean>>,
): Promise<Result<string>> {
  // A period says its days itself.
  const day = of.subject.kind === 'period' ? '' : safeName(of.asOf.slice(0, 10));
  const name = [safeName(wordsOf(of.subject)), day, variantWord(of.variant)]
    .filter((part) => part !== '')
    .join('-');
  return firstFree(folder, name, isFree);
}

async function firstFree(
  folder: string,
  name: string,
  isFree: (file: string) => Promise<Result<boolean>>,
): Promise<Result<string>> {
  for (let number = 1; ; number += 1) {
    const file = join(folder, `${name}${number === 1 ? '' : `-${number}`}${ENDING}`);
    const free = await isFree(file);
    if (!free.ok) return free;
    if (free.value) return ok(file);
  }
}

/** A file that isn't there, or is known to hold the same package. */
export function mayBeWritten(file: string, id: string, known: readonly RegisteredPackage[]): boolean {
  if (!existsSync(file)) return !existsSync(manifestFile(file));
  return known.find((one) => one.file === file)?.manifest.package === id;
}

/** Beside the workbook. */
export function manifestFile(workbook: string): string {
  return `${workbook.slice(0, -ENDING.length)}.manifest.json`;
}

function variantWord(variant: AuditVariant): string {
  return variant === 'full' ? '' : variant;
}

function wordsOf(subject: AuditSubject): string {
  switch (subject.kind) {
    case 'finding':
      return `finding ${subject.signal} ${subject.outcome}`;
    case 'dashboard':
      return `dashboard ${subject.name}`;
    case 'relation':
      return `relation ${subject.relation}`;
    case 'run':
      return `run ${subject.run}`;
    case 'period':
      return `period ${subject.from} ${subject.to}`;
  }
}

/** Letters and digits that every disk takes, whatever a subject is called. */
function safeName(words: string): string {
  return words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, '');
}
