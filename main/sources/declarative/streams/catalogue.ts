import { Trouble } from '../../trouble.ts';
import type { Component, Manifest } from '../component.ts';
import { isComponent } from '../component.ts';
import { list } from '../records/members.ts';
import { dynamicStreams } from './dynamic/resolver.ts';
import { nameOf, type Workshop } from './making.ts';
import { keepParentAnswers } from './parentAnswers.ts';

/** A stream, and which DynamicDeclarativeStream it came from. */
export interface Listed {
  readonly component: Component;
  readonly dynamic: string | null;
}

/** Found streams are asked for again after so long, in milliseconds. */
const FRESH = 10 * 60_000;

/** The streams of an opened source: those of the file, and those found by asking, which is done once for a while. */
export class Catalogue {
  readonly #manifest: Manifest;
  readonly #workshop: Workshop;
  #found: { readonly at: number; readonly streams: Promise<readonly Listed[]> } | null = null;

  constructor(manifest: Manifest, workshop: Workshop) {
    this.#manifest = manifest;
    this.#workshop = workshop;
  }

  /** Of the file. Those under a condition are there if it can be told at once that it holds. */
  listed(): readonly Component[] {
    const streams = this.#manifest.streams.flatMap((one) => {
      if (one.type !== 'ConditionalStreams') return [one];
      return this.#holdsAtOnce(one) ? streamsOf(one) : [];
    });
    return keepParentAnswers(streams);
  }

  #holdsAtOnce(conditional: Component): boolean {
    try {
      const holds = this.#workshop.expressions.condition(conditional.members['condition'], conditional)({});
      if (holds instanceof Promise) void holds.catch(() => undefined);
      return holds === true;
    } catch (thrown) {
      // It is said where somebody asks for the streams and can be told.
      if (thrown instanceof Trouble) return false;
      throw thrown;
    }
  }

  async named(): Promise<readonly Listed[]> {
    const streams: Component[] = [];
    for (const one of this.#manifest.streams) {
      if (one.type !== 'ConditionalStreams') streams.push(one);
      else if (await this.#workshop.expressions.condition(one.members['condition'], one)({}))
        streams.push(...streamsOf(one));
    }
    return keepParentAnswers(streams).map((component) => ({ component, dynamic: null }));
  }

  /** All of them; throws `Trouble` where asking fails. */
  async all(signal: AbortSignal): Promise<readonly Listed[]> {
    const named = await this.named();
    if (this.#manifest.dynamicStreams.length === 0) return named;
    const taken = new Set(named.map(({ component }) => nameOf(component)));
    const found = await this.#dynamic(signal);
    return [...named, ...found.filter(({ component }) => !taken.has(nameOf(component)))];
  }

  #dynamic(signal: AbortSignal): Promise<readonly Listed[]> {
    const now = this.#workshop.host.clock.now();
    if (this.#found !== null && now - this.#found.at < FRESH) return this.#found.streams;
    const streams = this.#ask(signal);
    this.#found = { at: now, streams };
    // What failed is asked for again the next time.
    streams.catch(() => {
      this.#found = null;
    });
    return streams;
  }

  async #ask(signal: AbortSignal): Promise<readonly Listed[]> {
    const found: Listed[] = [];
    for (const [at, one] of this.#manifest.dynamicStreams.entries()) {
      const written = one.members['name'];
      const name = typeof written === 'string' && written !== '' ? written : `dynamic_stream_${at}`;
      for (const component of await dynamicStreams(one, this.#workshop, name)(signal))
        found.push({ component, dynamic: name });
    }
    return found;
  }
}

function streamsOf(conditional: Component): readonly Component[] {
  return list(conditional, 'streams').filter(isComponent);
}
