import { ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Config, SourceHost } from '../../host.ts';
import type { OpenedSource, ReadEvent, ReadOptions, ReadOutcome, StreamFacts } from '../../source.ts';
import { Trouble } from '../../trouble.ts';
import { createAuthenticators } from '../auth/builders.ts';
import { type Component, isComponent, type Manifest } from '../component.ts';
import { createExpressions } from '../expressions/createExpressions.ts';
import { createTemplates, type Templates } from '../expressions/templates.ts';
import { cancelled } from '../records/faults.ts';
import { Catalogue, type Listed } from './catalogue.ts';
import { checkStreams, noSuchStream } from './check.ts';
import { normaliseConfig, normalisesConfig } from './configuration/normaliseConfig.ts';
import { discoverFacts } from './discover.ts';
import { factsOf } from './facts.ts';
import { nameOf, type Workshop } from './making.ts';
import { openStream } from './openStreams.ts';
import { readDelegating } from './readDelegating.ts';
import { readStream } from './readStream.ts';
import { createTables } from './tables.ts';
import { aboutStream } from './unsupported.ts';

/** A manifest with what a person entered, ready to be asked. Nobody is asked anything yet, and each stream stands alone. */
export function openSource(manifest: Manifest, config: Config, host: SourceHost): Result<OpenedSource> {
  return ok(new DeclarativeSource(manifest, config, host));
}

interface Opened {
  readonly workshop: Workshop;
  readonly catalogue: Catalogue;
}

/** Answers of parents and found streams are kept for so long, in milliseconds; a source may stay open for days. */
const FRESH = 10 * 60_000;

class DeclarativeSource implements OpenedSource {
  readonly #manifest: Manifest;
  readonly #config: Config;
  readonly #host: SourceHost;
  /** For as long as the source is open: a token that was exchanged for a new one is of no use any more. */
  readonly #authenticators = createAuthenticators();
  #streams: readonly StreamFacts[] | null = null;
  readonly #templates: Templates;
  #opened: { readonly at: number; readonly opened: Promise<Opened> } | null = null;

  constructor(manifest: Manifest, config: Config, host: SourceHost) {
    this.#manifest = manifest;
    this.#config = config;
    this.#host = host;
    this.#templates = createTemplates(
      () => host.clock.now(),
      () => host.random(),
    );
  }

  /** Whether each can run is found by building it, which whoever reads one of a hundred needn't wait for. */
  get streams(): readonly StreamFacts[] {
    if (this.#streams === null) {
      const { workshop, catalogue } = this.#open(this.#config);
      this.#streams = catalogue.listed().map((component) => factsOf(workshop, component));
    }
    return this.#streams;
  }

  async check(signal: AbortSignal): Promise<Result<void>> {
    return asResult(signal, async () => {
      const { workshop, catalogue } = await this.#readyToCheck();
      await checkStreams(this.#manifest.check, await catalogue.all(signal), workshop, signal);
    });
  }

  async discover(signal: AbortSignal): Promise<Result<readonly StreamFacts[]>> {
    return asResult(signal, async () => {
      const { workshop, catalogue } = await this.#ready();
      return discoverFacts(workshop, await catalogue.all(signal), signal);
    });
  }

  async *read(stream: string, options: ReadOptions): AsyncGenerator<ReadEvent, ReadOutcome> {
    try {
      if (options.signal.aborted) throw cancelled(stream);
      const { workshop, catalogue } = await this.#ready();
      const component = await this.#find(stream, catalogue, options.signal);
      if (component.type === 'StateDelegatingStream')
        return yield* readDelegating(workshop, component, options);
      return yield* readStream(openStream(workshop, component, null), options);
    } catch (thrown) {
      if (!(thrown instanceof Trouble)) throw thrown;
      const { kind, failure } = aboutStream(stream, thrown);
      return { status: 'incomplete', troubles: [{ kind, failure }], records: 0 };
    }
  }

  /** Those of the file don't wait for those that are found by asking. */
  async #find(stream: string, catalogue: Catalogue, signal: AbortSignal): Promise<Component> {
    const isIt = ({ component }: Listed) => nameOf(component) === stream;
    const known = (await catalogue.named()).find(isIt);
    if (known !== undefined) return known.component;
    const all = await catalogue.all(signal);
    const found = all.find(isIt);
    if (found === undefined) throw noSuchStream(stream, all);
    return found.component;
  }

  #ready(): Promise<Opened> {
    const now = this.#host.clock.now();
    if (this.#opened !== null && now - this.#opened.at < FRESH) return this.#opened.opened;
    const opened = this.#normalised().then((config) => this.#open(config));
    this.#opened = { at: now, opened };
    opened.catch(() => {
      this.#opened = null;
    });
    return opened;
  }

  /** A connector may ask for less while it is checked. */
  async #readyToCheck(): Promise<Opened> {
    const overrides = this.#manifest.check?.members['config_overrides'];
    const isPlain = typeof overrides === 'object' && overrides !== null && !Array.isArray(overrides);
    if (!isPlain || isComponent(overrides)) return this.#ready();
    return this.#open({ ...(await this.#normalised()), ...(overrides as Config) });
  }

  async #normalised(): Promise<Config> {
    const { component } = this.#manifest.spec;
    if (!normalisesConfig(component)) return this.#config;
    return normaliseConfig(component, this.#config, (config) => this.#expressions(config));
  }

  #open(config: Config): Opened {
    const workshop: Workshop = {
      config,
      host: this.#host,
      expressions: this.#expressions(config),
      expressionsOf: (stream) => this.#expressions(config, stream),
      tables: createTables(this.#authenticators),
    };
    return { workshop, catalogue: new Catalogue(this.#manifest, workshop) };
  }

  #expressions(config: Config, stream?: string) {
    return createExpressions({
      config,
      now: () => this.#host.clock.now(),
      templates: this.#templates,
      ...(stream === undefined ? {} : { stream }),
    });
  }
}

async function asResult<T>(signal: AbortSignal, work: () => Promise<T>): Promise<Result<T>> {
  try {
    if (signal.aborted) throw cancelled('of the source');
    return ok(await work());
  } catch (thrown) {
    if (thrown instanceof Trouble) return { ok: false, failure: thrown.failure };
    throw thrown;
  }
}
