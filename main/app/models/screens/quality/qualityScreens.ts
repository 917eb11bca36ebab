import type {
  CheckDetail,
  CheckLine,
  CoverageLine,
  HealthGrid,
  SourceBand,
  Suggestion,
} from '../../../../../shared/contract/quality.ts';
import { GRID_DAYS } from '../../../../../shared/contract/quality.ts';
import { RelationName } from '../../../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../../../shared/errors/failure.ts';
import type { Project } from '../../../../models/project/project.ts';
import type { Warehouse } from '../../../../warehouse/warehouse.ts';
import type { WorkspaceWarehouse } from '../../../warehouseOfWorkspace.ts';
import { latestResults, speaks } from '../latestResults.ts';
import { onRecord } from '../onRecord.ts';
import type { ProjectMemory } from '../projectMemory.ts';
import { standingOf } from '../standing.ts';
import { acknowledge, acknowledgements, withdraw } from './acknowledgements.ts';
import { bandsOf } from './bandsOf.ts';
import { findingOf, historyOf, surroundingsOf } from './checkDetail.ts';
import { byAttention, checkLine, isCheckResult, spansOf } from './checkLines.ts';
import { coverageOf } from './coverage.ts';
import { beginningOf, dayAfter, dayOf, lastDays } from './days.ts';
import { exportRows } from './exportRows.ts';
import { healthGrid } from './healthGrid.ts';
import { suggestionsFor } from './suggestions.ts';
import { writeReport } from './writeReport.ts';

/** A page to be read by a person; the rest is on screen. */
const MOST_REPORTED = 2_000;

export interface ChecksWish {
  readonly layer?: string | undefined;
  readonly day?: string | undefined;
  readonly which: 'all' | 'speaking';
  readonly search: string;
  readonly skip: number;
  readonly take: number;
}

/** What the screen Quality asks, answered from the record of builds and the project's files. */
export interface QualityScreens {
  grid(): Promise<Result<HealthGrid>>;
  checks(wish: ChecksWish): Promise<Result<{ checks: CheckLine[]; total: number; more: boolean }>>;
  check(id: string): Promise<Result<CheckDetail>>;
  acknowledge(wish: { id: string; reason: string; until: string }): Promise<Result<void>>;
  withdraw(id: string): Promise<Result<void>>;
  exportRows(id: string, path: string): Promise<Result<{ path: string; rows: number }>>;
  coverage(): Promise<Result<CoverageLine[]>>;
  bands(): Promise<Result<SourceBand[]>>;
  suggest(id: string, signal?: AbortSignal): Promise<Result<{ rows: number; suggestions: Suggestion[] }>>;
  report(path: string): Promise<Result<{ path: string }>>;
}

export interface QualityScreensOptions {
  readonly projects: ProjectMemory;
  readonly warehouse: WorkspaceWarehouse;
  /** The workspace's reporting zone. */
  readonly zone: () => string;
  readonly clock: () => Date;
}

export function createQualityScreens(options: QualityScreensOptions): QualityScreens {
  const { projects, clock, zone } = options;
  const today = () => dayOf(clock(), zone());

  /** A record of builds tells its story without its project, too: a file may be broken just now. */
  async function project(): Promise<Project | null> {
    const read = await projects.recent();
    return read.ok ? read.value : null;
  }

  async function checkOf(
    warehouse: Warehouse,
    found: Project | null,
    id: string,
  ): Promise<Result<CheckLine>> {
    const { store } = warehouse;
    const results = await latestResults(store);
    if (!results.ok) return results;
    const result = results.value.get(id);
    if (result === undefined || !isCheckResult(result)) return unknownCheck(id);
    const spans = await spansOf(store, [id]);
    if (!spans.ok) return spans;
    const known = await acknowledgements(store, today());
    if (!known.ok) return known;
    return ok(checkLine(result, found, spans.value.get(id), known.value.get(id)));
  }

  const screens: QualityScreens = {
    async grid() {
      const warehouse = await options.warehouse.get();
      if (!warehouse.ok) return warehouse;
      return healthGrid(warehouse.value.store, lastDays(clock(), zone(), GRID_DAYS), zone());
    },

    async checks({ layer, day, which, search, skip, take }) {
      const warehouse = await options.warehouse.get();
      if (!warehouse.ok) return warehouse;
      const { store } = warehouse.value;
      const span =
        day === undefined
          ? {}
          : { from: beginningOf(day, zone()), until: beginningOf(dayAfter(day), zone()) };
      const [results, known, found] = await Promise.all([
        latestResults(store, span),
        acknowledgements(store, today()),
        project(),
      ]);
      if (!results.ok) return results;
      if (!known.ok) return known;
      const words = search.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = [...results.value.values()]
        .filter(isCheckResult)
        // What the project no longer has is history: it shows on the day it was asked.
        .filter(({ node }) => day !== undefined || found === null || found.nodes.has(node))
        .filter((result) => layer === undefined || result.layer === layer)
        .filter(({ status }) => which === 'all' || speaks(status))
        .filter(({ name, node, column, check }) => {
          const text = `${name} ${node} ${column ?? ''} ${check ?? ''}`.toLowerCase();
          return words.every((word) => text.includes(word));
        })
        .sort(byAttention(known.value));
      const page = wanted.slice(skip, skip + take);
      const spans = await spansOf(
        store,
        page.map(({ node }) => node),
      );
      if (!spans.ok) return spans;
      return ok({
        checks: page.map((result) =>
          checkLine(result, found, spans.value.get(result.node), known.value.get(result.node)),
        ),
        total: wanted.length,
        more: wanted.length > skip + take,
      });
    },

    async check(id) {
      const warehouse = await options.warehouse.get();
      if (!warehouse.ok) return warehouse;
      const { store } = warehouse.value;
      const found = await project();
      const check = await checkOf(warehouse.value, found, id);
      if (!check.ok) return check;
      const finding = await findingOf(store, check.value);
      if (!finding.ok) return finding;
      const history = await historyOf(store, id);
      if (!history.ok) return history;
      const around = { description: '', place: null, upstream: [], downstream: [] };
      if (found === null)
        return ok({ check: check.value, ...around, ...finding.value, history: history.value });
      const record = await onRecord(store, found, clock);
      if (!record.ok) return record;
      const standing = standingOf(found, record.value);
      return ok({
        check: check.value,
        ...surroundingsOf(id, found, standing),
        ...finding.value,
        history: history.value,
      });
    },

    async acknowledge({ id, reason, until }) {
      if (until < today())
        return fail('BAD_INPUT', {
          message: `${until} is over already.`,
          next: 'Choose today or a later day.',
        });
      const warehouse = await options.warehouse.get();
      if (!warehouse.ok) return warehouse;
      return acknowledge(warehouse.value.store, id, { reason, until, at: clock().toISOString() });
    },

    async withdraw(id) {
      const warehouse = await options.warehouse.get();
      return warehouse.ok ? withdraw(warehouse.value.store, id) : warehouse;
    },

    async exportRows(id, path) {
      const warehouse = await options.warehouse.get();
      if (!warehouse.ok) return warehouse;
      const check = await checkOf(warehouse.value, null, id);
      if (!check.ok) return check;
      const finding = await findingOf(warehouse.value.store, check.value);
      if (!finding.ok) return finding;
      return exportRows(warehouse.value, finding.value, path);
    },

    async coverage() {
      const warehouse = await options.warehouse.get();
      if (!warehouse.ok) return warehouse;
      const read = await projects.recent();
      if (!read.ok) return read;
      const catalog = await warehouse.value.store.catalog({ priority: 'interactive' });
      if (!catalog.ok) return catalog;
      const columns = new Map<string, readonly string[]>(
        catalog.value.map(({ name, columns: all }) => [name, all.map((column) => column.name)]),
      );
      return ok(
        coverageOf(read.value, (relation) =>
          RelationName.safeParse(relation).success ? (columns.get(relation) ?? []) : [],
        ),
      );
    },

    async bands() {
      const warehouse = await options.warehouse.get();
      return warehouse.ok ? bandsOf(warehouse.value.loads, clock(), zone()) : warehouse;
    },

    async suggest(id, signal) {
      const warehouse = await options.warehouse.get();
      if (!warehouse.ok) return warehouse;
      const read = await projects.recent();
      if (!read.ok) return read;
      return suggestionsFor(warehouse.value.store, read.value, id, { now: clock(), signal });
    },

    async report(path) {
      const [grid, checks, coverage, bands] = await Promise.all([
        screens.grid(),
        screens.checks({ which: 'all', search: '', skip: 0, take: MOST_REPORTED }),
        screens.coverage(),
        screens.bands(),
      ]);
      if (!grid.ok) return grid;
      if (!checks.ok) return checks;
      if (!bands.ok) return bands;
      const details: CheckDetail[] = [];
      for (const { id, status } of checks.value.checks) {
        if (!speaks(status)) continue;
        const detail = await screens.check(id);
        if (!detail.ok) return detail;
        details.push(detail.value);
      }
      const report = {
        project: (await project())?.name ?? 'this workspace',
        madeAt: clock().toISOString(),
        zone: zone(),
        grid: grid.value,
        speaking: details,
        quiet: checks.value.checks.filter(({ status }) => !speaks(status)),
        total: checks.value.total,
        coverage: coverage.ok ? coverage.value : null,
        bands: bands.value,
      };
      return writeReport(report, path);
    },
  };
  return screens;
}

function unknownCheck(id: string) {
  return fail('BAD_INPUT', {
    message: `No verdict of ${id} is on record.`,
    next: 'Build what it looks at, or choose another check from the list.',
    subject: id,
  });
}
