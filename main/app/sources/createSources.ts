import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobId, Work } from '../../../shared/domain/job.ts';
import type { RelationName } from '../../../shared/domain/relation.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { ConnectorName, readConnector } from '../../sources/connectors/connector.ts';
import { reportOn } from '../../sources/connectors/connectorReport.ts';
import { findConnector, readConnectors } from '../../sources/connectors/readConnectors.ts';
import { unsupported } from '../../sources/extract/extract.ts';
import type { ExtractReport } from '../../sources/extract/extraction.ts';
import { stateFromPerson } from '../../sources/extract/keptState.ts';
import { quotaUse } from '../../sources/extract/quotas.ts';
import { relationOf } from '../../sources/extract/relationOf.ts';
import { applyRetention } from '../../sources/extract/retention.ts';
import { atomicWrite } from '../../workspace/atomicWrite.ts';
import { diskFailure } from '../../workspace/diskFailure.ts';
import { askSource, extractSource, previewStream } from './askSource.ts';
import { checkPatiently } from './checkPatiently.ts';
import { extractSentence } from './extractSentence.ts';
import { realClock } from './realClock.ts';
import { saveSource } from './saveSource.ts';
import { deskOf, type KeptInWarehouse, type SourceDesk, type SourcesOptions } from './sourceDesk.ts';
import { readSources, SOURCES } from './sourceFiles.ts';
import type { ExtractWish, SourceStanding, Sources } from './sources.ts';
import { standingOf, staticStreams } from './standing.ts';
import { readTrace, removeTrace } from './traceFile.ts';

const DAY_MS = 86_400_000;

export function createSources(options: SourcesOptions): Sources {
  const { clock, vault, warehouse } = options;
  const jobs = new Map<string, JobId>();
  const busy = new Set<string>();

  async function within<T>(
    work: (desk: SourceDesk, kept: KeptInWarehouse) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const desk = deskOf(options);
    if (!desk.ok) return desk;
    const kept = await desk.value.kept();
    return kept.ok ? work(desk.value, kept.value) : kept;
  }

  async function all(desk: SourceDesk, kept: KeptInWarehouse): Promise<SourceStanding[]> {
    const standings: SourceStanding[] = [];
    for (const one of await readSources(desk.folder))
      standings.push(await standingOf(one, desk, kept.records));
    return standings;
  }

  async function one(name: string): Promise<Result<SourceStanding>> {
    return within(async (desk, kept) => {
      const found = (await readSources(desk.folder)).find((source) => source.name === name);
      if (found === undefined) return unknown(name);
      return ok(await standingOf(found, desk, kept.records));
    });
  }

  /** Two at once would each begin at the same state and commit the same records. */
  async function extractOnce(name: string, wish: ExtractWish, work: Work): Promise<Result<ExtractReport>> {
    if (busy.has(name)) return underWay(name);
    busy.add(name);
    try {
      const done = await extractSource(options, name, wish, work);
      if (!done.ok) return done;
      const held = await holdToTerms();
      return held.ok ? done : held;
    } finally {
      busy.delete(name);
    }
  }

  /** Of all sources: one that is never read again must be forgotten too. */
  function holdToTerms(): Promise<Result<{ rows: number }>> {
    return within(async (desk, kept) => {
      let rows = 0;
      for (const source of await all(desk, kept)) {
        if (source.connector === null) continue;
        const { loads } = kept.warehouse;
        const around = { loads, records: kept.records, clock, newId: randomUUID };
        const { terms } = source.connector.facts;
        const done = await applyRetention(source.name, terms, relationsOf(source), around);
        if (!done.ok) return done;
        rows += done.value.rows;
      }
      return ok({ rows });
    });
  }

  return {
    async gallery() {
      const desk = deskOf(options);
      return readConnectors(desk.ok ? desk.value.connectors : { shipped: options.shipped, own: null });
    },
    async connector(name) {
      const desk = deskOf(options);
      return findConnector(name, desk.ok ? desk.value.connectors : { shipped: options.shipped, own: null });
    },
    report(text, name) {
      const read = readConnector(text, { name, file: name, origin: 'workspace' });
      if (!read.ok) return read;
      const facts = staticStreams(read.value, {});
      return ok({ ...reportOn(read.value, facts), facts });
    },
    async bring(name, text) {
      const desk = deskOf(options);
      if (!desk.ok) return desk;
      const named = ConnectorName.safeParse(name);
      if (!named.success)
        return fail('BAD_INPUT', {
          message: `"${name.slice(0, 80)}" can't be the name of a connector.`,
          next: `In names, ${named.error.issues[0]?.message}.`,
        });
      const read = readConnector(text, { name, file: `connectors/${name}.yml`, origin: 'workspace' });
      if (!read.ok) return read;
      try {
        const folder = join(desk.value.folder, 'connectors');
        await mkdir(folder, { recursive: true });
        await atomicWrite(join(folder, `${name}.yml`), text, { mode: 0o644 });
        return read;
      } catch (error) {
        return diskFailure(error, { doing: `write connectors/${name}.yml`, folder: desk.value.folder });
      }
    },
    list: () => within(async (desk, kept) => ok(await all(desk, kept))),
    source: one,
    async save(wish) {
      const desk = deskOf(options);
      const id = options.currentId();
      if (!desk.ok || id === null) return desk.ok ? unknown(wish.name) : desk;
      const today = clock().toISOString().slice(0, 10);
      const saved = await saveSource(wish, desk.value, { vault, id, today });
      return saved.ok ? one(wish.name) : saved;
    },
    consequences: (name) =>
      within(async (desk, kept) => {
        const found = await one(name);
        if (!found.ok) return found;
        const secrets = await desk.secrets(name).names(found.value.written);
        if (!secrets.ok) return secrets;
        const relations: { name: RelationName; rows: number | null }[] = [];
        for (const relation of relationsOf(found.value)) {
          const rows = await kept.warehouse.store.exactRows(relation.relation);
          if (rows.ok) relations.push({ name: relation.relation, rows: rows.value });
        }
        return ok({ file: found.value.file, secrets: secrets.value, relations });
      }),
    remove: (name, { rows }) =>
      within(async (desk, kept) => {
        if (busy.has(name)) return underWay(name);
        const found = await one(name);
        if (!found.ok) return found;
        const secrets = await desk.secrets(name).names(found.value.written);
        if (!secrets.ok) return secrets;
        const others = (await readSources(desk.folder)).filter((source) => source.name !== name);
        const shared = new Set<string>();
        for (const other of others) {
          const used = await desk.secrets(other.name).names(other.written);
          if (used.ok) for (const secret of used.value) shared.add(secret);
        }
        for (const { stream, relation } of rows ? relationsOf(found.value) : []) {
          const gone = await forget(kept, { source: name, stream, relation });
          if (!gone.ok) return gone;
        }
        try {
          await rm(join(desk.folder, SOURCES, `${name}.yml`), { force: true });
          await removeTrace(desk.folder, name);
        } catch (error) {
          return diskFailure(error, { doing: `delete ${SOURCES}/${name}.yml`, folder: desk.folder });
        }
        const id = options.currentId();
        for (const secret of id === null ? [] : secrets.value.filter((one) => !shared.has(one))) {
          const deleted = await vault.delete(id ?? '', secret);
          if (!deleted.ok) return deleted;
        }
        return ok(undefined);
      }),
    check: (name, signal) => checkPatiently(options, name, signal),
    discover: (name, signal) => askSource(options, { name }, ({ ready }) => ready.opened.discover(signal)),
    preview: (name, stream, how) => previewStream(options, name, stream, how),
    extract: extractOnce,
    start(name, wish) {
      if (busy.has(name)) return underWay(name);
      const started = warehouse.start(`Extract ${name}`, async (_opened, work) => {
        const done = await extractOnce(name, wish, work);
        jobs.delete(name);
        if (!done.ok) return done;
        const told = extractSentence(done.value);
        return told.failed
          ? fail('SOURCE_FAILED', { message: told.message, next: told.next, subject: name })
          : ok(told.message);
      });
      if (started.ok) jobs.set(name, started.value);
      return started;
    },
    running: (name) => (busy.has(name) ? (jobs.get(name) ?? null) : null),
    async trace(name) {
      const desk = deskOf(options);
      return desk.ok ? ok(await readTrace(desk.value.folder, name)) : desk;
    },
    states: (name, stream) =>
      within(async (_desk, { states }) => {
        const current = await states.current(name, stream);
        if (!current.ok) return current;
        const history = await states.history(name, stream);
        return history.ok ? ok({ current: current.value?.stream ?? null, history: history.value }) : history;
      }),
    setState: (name, stream, value) =>
      within(async (_desk, { states }) => {
        if (busy.has(name)) return underWay(name);
        const found = await one(name);
        if (!found.ok) return found;
        const facts = found.value.streams.find((known) => known.name === stream);
        if (facts === undefined && value !== null)
          return fail('SOURCE_UNKNOWN', {
            message: `${name} has no stream ${stream} that is known without asking.`,
            next: 'Of streams that are only found by asking, the state can be forgotten but not set.',
            subject: `${name}.${stream}`,
          });
        if (facts !== undefined && (facts.unsupported ?? []).length > 0)
          return { ok: false, failure: unsupported(facts) };
        const state = facts === undefined ? ok(null) : stateFromPerson(value, facts);
        if (!state.ok) return state;
        return states.set({ source: name, stream, relation: relationOf(name, stream) }, state.value);
      }),
    quotas: (name) =>
      within(async (desk, { memory }) => {
        const found = await desk.find(name);
        if (!found.ok) return found;
        return ok(await quotaUse(name, found.value.connector.facts.quotas, { memory, clock: realClock }));
      }),
    applyRetention: holdToTerms,
  };

  /** Rows and state together: a state without its rows would skip what is gone. */
  async function forget(
    { warehouse: opened, states }: KeptInWarehouse,
    at: { source: string; stream: string; relation: RelationName },
  ): Promise<Result<void>> {
    const gone = await opened.loads.expire(at.relation, new Date(clock().getTime() + DAY_MS));
    if (!gone.ok) return gone;
    const state = await states.current(at.source, at.stream);
    if (!state.ok) return state;
    return state.value === null ? ok(undefined) : states.set(at, null);
  }
}

/** Those of its file, and those that were only found by asking and were extracted. */
function relationsOf({ streams, last }: SourceStanding): { stream: string; relation: RelationName }[] {
  const known = new Map(streams.map(({ name, relation }) => [name, relation]));
  for (const { outcome } of last) known.set(outcome.stream, outcome.relation);
  return [...known].map(([stream, relation]) => ({ stream, relation }));
}

function unknown(name: string): Result<never> {
  return fail('SOURCE_UNKNOWN', {
    message: `This workspace has no source ${name.slice(0, 80)}.`,
    next: 'See its sources with: source list.',
    subject: name.slice(0, 80),
  });
}

function underWay(name: string): Result<never> {
  return fail('STORE_BUSY', {
    message: `${name} is being extracted.`,
    next: 'Wait until that has ended, or cancel it.',
    subject: name,
    retry: true,
  });
}
