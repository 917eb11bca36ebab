import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Work } from '../../../shared/domain/job.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { docsOf } from '../../models/docs/docsOf.ts';
import { DOCS_MARK, docsPages } from '../../models/docs/docsPages.ts';
import type { Project } from '../../models/project/project.ts';
import { createRecords } from '../../models/records/createRecords.ts';
import { loadSqlParser } from '../../models/sql/parser.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { gatherKnowledge } from './knowledge.ts';
import type { Modelling } from './modelling.ts';
import { latestResults } from './screens/latestResults.ts';

export interface DocsWish {
  readonly project: Project;
  readonly modelling: Pick<Modelling, 'compile'>;
  readonly warehouse: Pick<Warehouse, 'store' | 'builds'>;
  /** A new or empty one, or one written before. */
  readonly folder: string;
  readonly clock: () => Date;
  readonly work: Work;
}

/** Writes the project's documentation and answers where it begins. */
export async function writeDocs(wish: DocsWish): Promise<Result<{ index: string; pages: number }>> {
  const { project, modelling, warehouse, folder, clock, work } = wish;
  const { store, builds } = warehouse;
  if (!(await isOurs(folder)))
    return fail('FOLDER_NOT_EMPTY', {
      message: `${folder} holds something else than the documentation of a project.`,
      next: 'Name a new or empty folder.',
      subject: folder,
    });
  const parser = await loadSqlParser();
  const known = await gatherKnowledge({ project, modelling, builds, parser, work });
  if (!known.ok) return known;
  const states = await createRecords(store, clock).states(project.name);
  if (!states.ok) return states;
  const results = await latestResults(store);
  if (!results.ok) return results;
  const { compiled, lineage } = known.value;
  const pages = docsPages(
    docsOf({
      project,
      madeAt: minute(clock().toISOString()),
      compiled,
      lineage,
      columns: new Map(
        [...known.value.columns].map(([id, columns]) => [
          id,
          columns.map(({ name, dataType }) => ({ name, type: dataType })),
        ]),
      ),
      states: states.value,
      lastResults: new Map(
        [...results.value].map(([id, { at, status }]) => [id, { at: minute(at), status }]),
      ),
    }),
  );
  return written(folder, pages);
}

async function written(
  folder: string,
  pages: ReadonlyMap<string, string>,
): Promise<Result<{ index: string; pages: number }>> {
  try {
    // Pages of nodes that are gone must not be found by anybody.
    await rm(join(folder, 'nodes'), { recursive: true, force: true });
    for (const [path, text] of pages) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  } catch (error) {
    return fail('FOLDER_UNWRITABLE', {
      message: `The documentation can't be written to ${folder}: ${error instanceof Error ? error.message : error}.`,
      next: 'Name another folder, or give yourself the right to write there.',
      subject: folder,
    });
  }
  return ok({ index: join(folder, 'index.html'), pages: pages.size });
}

async function isOurs(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return true;
  const index = await readFile(join(folder, 'index.html'), 'utf8').catch(() => '');
  return index.includes(DOCS_MARK.text);
}

/** `2026-03-08 10:00 UTC` */
function minute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
