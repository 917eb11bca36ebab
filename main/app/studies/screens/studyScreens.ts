import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  OfferedRelation,
  StudyCard,
  StudyDetail,
  VersionLine,
} from '../../../../shared/contract/studies.ts';
import type { JobId } from '../../../../shared/domain/job.ts';
import type { StudyFile, StudyName } from '../../../../shared/domain/study.ts';
import { type FileProblem, fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Store } from '../../../warehouse/store.ts';
import { diskFailure, isAbsent } from '../../../workspace/diskFailure.ts';
import type { InsightSurroundings } from '../../insightScreens.ts';
import { readWorkspaceFile } from '../../readWorkspaceFile.ts';
import { saveWorkspaceText } from '../../saveWorkspaceText.ts';
import { type ChangedFinding, compareVersions, whyDifferent } from '../run/compareVersions.ts';
import { type StudyVersion, studyVersions } from '../run/versions.ts';
import { runStudy } from '../runStudy.ts';
import { readyStudy, STUDIES, studyNames, type WrittenStudy, writtenStudy } from '../studyFiles.ts';
import { writeStudy } from './writeStudy.ts';

type Draft =
  | { readonly text: string }
  | { readonly value: Readonly<Record<string, unknown>>; readonly over?: string | undefined };

/** What the screen of studies asks of the open workspace. */
export interface StudyScreens {
  list(signal?: AbortSignal): Promise<Result<StudyCard[]>>;
  detail(of: { name: StudyName }, signal?: AbortSignal): Promise<Result<StudyDetail>>;
  check(of: {
    name: StudyName;
    draft: Draft;
  }): Promise<Result<{ text: string; value: StudyFile | null; problems: FileProblem[] }>>;
  save(
    of: { name: StudyName; draft: Draft; expected: string | null },
    signal?: AbortSignal,
  ): Promise<Result<StudyDetail>>;
  remove(of: { name: StudyName }): Promise<Result<void>>;
  offers(signal?: AbortSignal): Promise<Result<OfferedRelation[]>>;
  run(of: { name: StudyName }): Promise<Result<{ job: JobId }>>;
  compare(of: { name: StudyName; from: number; to: number }): Promise<
    Result<{
      told: string;
      appeared: ChangedFinding[];
      vanished: ChangedFinding[];
      changed: ChangedFinding[];
    }>
  >;
}

const DIGITS = 12;

export function createStudyScreens(around: InsightSurroundings): StudyScreens {
  const { current, warehouse, clock, version } = around;

  async function within<T>(work: (folder: string, store: Store) => Promise<Result<T>>): Promise<Result<T>> {
    const workspace = current();
    if (workspace === null) return noWorkspace();
    const opened = await warehouse.get();
    return opened.ok ? work(workspace.path, opened.value.store) : opened;
  }

  async function textOf(folder: string, name: string): Promise<Result<string | null>> {
    const found = await readWorkspaceFile(folder, fileOf(name));
    if (found === null) return ok(null);
    if (found.is !== 'unreadable') return ok(found.text);
    return fail('FILE_INVALID', {
      message: `${fileOf(name)} can't be read: ${found.problem.message}.`,
      next: 'Mend the file in a text editor.',
      subject: fileOf(name),
      problems: [found.problem],
    });
  }

  async function detail({ name }: { name: StudyName }, signal?: AbortSignal): Promise<Result<StudyDetail>> {
    return within(async (folder, store) => {
      const text = await textOf(folder, name);
      if (!text.ok) return text;
      if (text.value === null) return unknownStudy(name);
      const versions = await studyVersions(store, name, signal);
      if (!versions.ok) return versions;
      const written = writtenStudy(name, text.value);
      return ok({
        card: cardOf(written, versions.value),
        text: text.value,
        value: written.study,
        versions: versions.value.map(lineOf),
      });
    });
  }

  async function written(
    name: StudyName,
    draft: Draft,
  ): Promise<Result<{ text: string; study: WrittenStudy }>> {
    const workspace = current();
    if (workspace === null) return noWorkspace();
    if ('text' in draft) return ok({ text: draft.text, study: writtenStudy(name, draft.text) });
    const over = draft.over === undefined ? await textOf(workspace.path, name) : ok(draft.over);
    if (!over.ok) return over;
    const text = writeStudy(over.value, draft.value);
    return ok({ text, study: writtenStudy(name, text) });
  }

  return {
    list: (signal) =>
      within(async (folder, store) => {
        const cards: StudyCard[] = [];
        for (const name of (await studyNames(folder)) ?? []) {
          const found = await readWorkspaceFile(folder, fileOf(name));
          if (found === null) continue;
          const versions = await studyVersions(store, name, signal);
          if (!versions.ok) return versions;
          const one: WrittenStudy =
            found.is === 'unreadable'
              ? { name, file: fileOf(name), study: null, problems: [found.problem], hash: '' }
              : writtenStudy(name, found.text);
          cards.push(cardOf(one, versions.value));
        }
        return ok(cards);
      }),
    detail,
    async check({ name, draft }) {
      const asked = await written(name, draft);
      if (!asked.ok) return asked;
      const { text, study } = asked.value;
      return ok({ text, value: study.study, problems: [...study.problems] });
    },
    async save({ name, draft, expected }, signal) {
      const workspace = current();
      if (workspace === null) return noWorkspace();
      const asked = await written(name, draft);
      if (!asked.ok) return asked;
      const { text, study } = asked.value;
      const first = study.problems.find(({ severity }) => severity === 'error');
      if (first !== undefined)
        return fail('FILE_INVALID', {
          message: `${fileOf(name)} was not saved: ${first.message}.`,
          next: 'Correct what is marked and save again.',
          subject: fileOf(name),
          problems: [...study.problems],
        });
      const saved = await saveWorkspaceText(workspace.path, fileOf(name), text, expected);
      return saved.ok ? detail({ name }, signal) : saved;
    },
    async remove({ name }) {
      const workspace = current();
      if (workspace === null) return noWorkspace();
      try {
        await rm(join(workspace.path, fileOf(name)));
        return ok(undefined);
      } catch (error) {
        if (isAbsent(error)) return unknownStudy(name);
        return diskFailure(error, { doing: `remove ${fileOf(name)}`, folder: workspace.path });
      }
    },
    offers: (signal) =>
      within(async (_, store) => {
        const catalog = await store.catalog(signal && { signal });
        if (!catalog.ok) return catalog;
        return ok(
          catalog.value.map(({ name, columns }) => ({
            relation: name,
            columns: columns.map((column) => ({ name: column.name, kind: column.type.kind })),
          })),
        );
      }),
    async run({ name }) {
      const workspace = current();
      if (workspace === null) return noWorkspace();
      const ready = await readyStudy(workspace.path, name);
      if (!ready.ok) return ready;
      const started = warehouse.start(`Run the study ${name}`, async ({ store }, work) => {
        const run = await runStudy(ready.value, { store, clock, program: version }, work);
        if (!run.ok) return run;
        const { findings, related, version: made } = run.value;
        return ok(
          `${findings.length.toLocaleString('en')} ${findings.length === 1 ? 'pair' : 'pairs'} studied, ${related} related after correction. Version ${made.version}.`,
        );
      });
      return started.ok ? ok({ job: started.value }) : started;
    },
    compare: ({ name, from, to }) =>
      within(async (_, store) => {
        const compared = await compareVersions(store, name, from, to);
        if (!compared.ok) return compared;
        const { appeared, vanished, changed } = compared.value;
        return ok({
          told: whyDifferent(compared.value),
          appeared: [...appeared],
          vanished: [...vanished],
          changed: [...changed],
        });
      }),
  };
}

function cardOf(
  { name, file, study, problems, hash }: WrittenStudy,
  versions: readonly StudyVersion[],
): StudyCard {
  const last = versions[0];
  return {
    name,
    title: study?.title ?? null,
    file,
    problems: [...problems],
    versions: versions.length,
    last: last === undefined ? null : lineOf(last),
    changed: last !== undefined && study !== null && last.settings !== hash,
  };
}

function lineOf({ version, at, counts, settings, data, findings, seed, program }: StudyVersion): VersionLine {
  const all = createHash('sha256')
    .update(JSON.stringify(Object.entries(data).sort()))
    .digest('hex');
  return {
    ...{ version, at, counts, seed, program },
    settings: settings.slice(0, DIGITS),
    data: all.slice(0, DIGITS),
    findings: findings.slice(0, DIGITS),
  };
}

function fileOf(name: string): string {
  return `${STUDIES}/${name}.yml`;
}

function unknownStudy(name: string): Result<never> {
  return fail('BAD_INPUT', {
    message: `The workspace has no study “${name}”.`,
    next: 'Look at the list of studies: its file may have been renamed or removed.',
    subject: fileOf(name),
  });
}

function noWorkspace(): Result<never> {
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'No workspace is open.',
    next: 'Open one, then try again.',
  });
}
