import type {
  ConnectorCard,
  ConnectorDetail,
  Exchange,
  SourceCard,
  SourceDetail,
  StreamCard,
} from '../../../../shared/contract/sources.ts';
import type { RowPage } from '../../../../shared/contract/warehouse.ts';
import type { JobId } from '../../../../shared/domain/job.ts';
import { Secret } from '../../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Project } from '../../../models/project/project.ts';
import { readConnector } from '../../../sources/connectors/connector.ts';
import type { ConfigWritten } from '../../../sources/connectors/sourceFile.ts';
import type { Consequences, ExtractWish, SourceStanding, Sources } from '../sources.ts';
import { brokenCard, connectorCard, connectorDetail, streamCard } from './connectorCards.ts';
import { cursorWords } from './cursorWords.ts';
import { onScreen } from './onScreen.ts';
import { readersOf } from './readersOf.ts';
import { recordsAsRows } from './recordsAsRows.ts';
import { type Cursors, sourceCard, sourceDetail } from './sourceCards.ts';

const PREVIEWED = 50;

export interface SavedWish {
  readonly name: string;
  readonly connector: string;
  readonly config: { readonly [name: string]: unknown };
  readonly secrets: readonly { readonly path: readonly string[]; readonly value: string }[];
  readonly streams: readonly string[];
  readonly approved: boolean;
}

export interface StreamStates {
  current: string | null;
  history: {
    version: number;
    at: string;
    by: 'extraction' | 'person';
    load: number | null;
    state: string | null;
  }[];
}

/** What the screen Sources asks about connected sources. */
export interface SourceScreens {
  gallery(): Promise<Result<ConnectorCard[]>>;
  connector(id: string): Promise<Result<ConnectorDetail>>;
  report(text: string): Promise<Result<ConnectorDetail>>;
  bring(id: string, text: string): Promise<Result<{ id: string }>>;
  list(): Promise<Result<SourceCard[]>>;
  source(name: string): Promise<Result<SourceDetail>>;
  save(wish: SavedWish): Promise<Result<SourceDetail>>;
  check(name: string, signal?: AbortSignal): Promise<Result<{ milliseconds: number }>>;
  discover(name: string, signal?: AbortSignal): Promise<Result<StreamCard[]>>;
  preview(name: string, stream: string, signal?: AbortSignal): Promise<Result<RowPage>>;
  extract(name: string, wish: ExtractWish): Promise<Result<JobId>>;
  trace(name: string): Promise<Result<Exchange[]>>;
  state(name: string, stream: string): Promise<Result<StreamStates>>;
  setState(name: string, stream: string, state: string | null): Promise<Result<void>>;
  consequences(name: string): Promise<Result<Consequences & { readBy: string[] }>>;
  remove(name: string, rows: boolean): Promise<Result<void>>;
}

export interface SourceScreensOptions {
  readonly sources: () => Promise<Sources>;
  readonly project: () => Promise<Result<Project>>;
}

export function createSourceScreens({ sources: open, project }: SourceScreensOptions): SourceScreens {
  async function cursorsOf({ name, streams, last }: SourceStanding): Promise<Cursors> {
    const sources = await open();
    const cursors = new Map<string, string | null>();
    for (const stream of new Set([
      ...streams.map((one) => one.name),
      ...last.map((one) => one.outcome.stream),
    ])) {
      const states = await sources.states(name, stream);
      cursors.set(stream, states.ok ? cursorWords(states.value.current) : null);
    }
    return cursors;
  }

  async function detailOf(standing: Result<SourceStanding>): Promise<Result<SourceDetail>> {
    if (!standing.ok) return { ok: false, failure: onScreen(standing.failure) };
    const sources = await open();
    const { name } = standing.value;
    const quotas = await sources.quotas(name);
    const around = { running: sources.running(name), quotas: quotas.ok ? quotas.value : [] };
    return ok(sourceDetail(standing.value, await cursorsOf(standing.value), around));
  }

  return {
    async gallery() {
      const { connectors, broken } = await (await open()).gallery();
      return ok([...connectors.map(connectorCard), ...broken.map(brokenCard)]);
    },
    async connector(id) {
      const found = await (await open()).connector(id);
      return found.ok ? ok(connectorDetail(found.value)) : { ok: false, failure: onScreen(found.failure) };
    },
    async report(text) {
      const read = readConnector(text, { name: 'manifest', file: 'the manifest', origin: 'workspace' });
      return read.ok ? ok(connectorDetail(read.value)) : { ok: false, failure: onScreen(read.failure) };
    },
    async bring(id, text) {
      const kept = await (await open()).bring(id, text);
      return kept.ok ? ok({ id: kept.value.name }) : kept;
    },
    async list() {
      const sources = await open();
      const standings = await sources.list();
      if (!standings.ok) return standings;
      const cards: SourceCard[] = [];
      for (const standing of standings.value)
        cards.push(sourceCard(standing, await cursorsOf(standing), sources.running(standing.name)));
      return ok(cards);
    },
    source: async (name) => detailOf(await (await open()).source(name)),
    async save(wish) {
      const secrets = wish.secrets.map(({ path, value }) => ({ path, value: new Secret(value) }));
      const config = wish.config as { readonly [name: string]: ConfigWritten };
      return detailOf(await (await open()).save({ ...wish, config, secrets }));
    },
    async check(name, signal = never()) {
      const checked = await (await open()).check(name, signal);
      return checked.ok ? ok({ milliseconds: Math.round(checked.value) }) : checked;
    },
    async discover(name, signal = never()) {
      const sources = await open();
      const found = await sources.discover(name, signal);
      if (!found.ok) return found;
      const standing = await sources.source(name);
      const connector = standing.ok ? standing.value.connector : null;
      return ok(connector === null ? [] : found.value.map((stream) => streamCard(stream, connector)));
    },
    async preview(name, stream, signal = never()) {
      const records = await (await open()).preview(name, stream, { take: PREVIEWED, signal });
      return records.ok ? ok(recordsAsRows(records.value)) : records;
    },
    extract: async (name, wish) => (await open()).start(name, wish),
    async trace(name) {
      const exchanges = await (await open()).trace(name);
      if (!exchanges.ok) return exchanges;
      return ok(
        exchanges.value.map((exchange) => ({
          ...exchange,
          at: new Date(exchange.at).toISOString(),
          requestHeaders: exchange.requestHeaders.map(([name, value]): [string, string] => [name, value]),
          responseHeaders: exchange.responseHeaders.map(([name, value]): [string, string] => [name, value]),
        })),
      );
    },
    async state(name, stream) {
      const states = await (await open()).states(name, stream);
      if (!states.ok) return states;
      const { current, history } = states.value;
      return ok({
        current: current === null ? null : shown(current),
        history: history.map(({ state, ...line }) => ({
          ...line,
          state: state?.stream ? shown(state.stream) : null,
        })),
      });
    },
    async setState(name, stream, state) {
      const parsed = state === null ? ok(null) : parse(state);
      return parsed.ok ? (await open()).setState(name, stream, parsed.value) : parsed;
    },
    async consequences(name) {
      const told = await (await open()).consequences(name);
      if (!told.ok) return told;
      const read = await project();
      const relations = told.value.relations.map((relation) => relation.name);
      return ok({ ...told.value, readBy: read.ok ? readersOf(read.value, relations) : [] });
    },
    remove: async (name, rows) => (await open()).remove(name, { rows }),
  };
}

/** For calls in this process, which nobody can break off. */
function never(): AbortSignal {
  return new AbortController().signal;
}

function shown(state: unknown): string {
  return JSON.stringify(state, null, 2);
}

function parse(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail('BAD_INPUT', {
      message: 'The state isn’t JSON.',
      next: 'Write it as it was shown, with quotes around names and texts.',
    });
  }
}
