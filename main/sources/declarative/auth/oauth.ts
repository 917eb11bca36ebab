import { createHash } from 'node:crypto';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { Authenticator, Builder, Making } from '../parts.ts';
import { pythonText } from '../records/pythonText.ts';
import { troubleOf } from '../requests/troubles.ts';
import { placeOf } from '../requests/where.ts';
import { credentialHeader } from './credentialHeader.ts';
import { SingleFlight } from './singleFlight.ts';
import { expiryOf, found, momentOf } from './tokenAnswer.ts';
import { requestToken } from './tokenRequest.ts';
import { type RotatingPaths, type TokenSettings, tokenSettings } from './tokenSettings.ts';
import { noToken } from './troubles.ts';

/** Given up this much before its end: clocks differ, and a request takes its time. */
const MARGIN = 30_000;

/**
 * One token, shared by all streams of an opened source that would ask for the same. With a refresh token that is good for one
 * exchange, a second stream that kept its own would be refused.
 */
interface Holder {
  readonly flight: SingleFlight<string>;
  refreshToken: string;
  access: { readonly token: string; readonly good: number } | null;
  /** Exchanged, and not kept yet: used by nobody before it is. */
  unkept: Exchanged | null;
}

interface Exchanged {
  readonly access: string;
  readonly refresh: string | null;
  readonly until: number;
  readonly good: number;
}

export function oauthBuilder(holders: Map<string, Holder>): Builder<'authenticator'> {
  return (component, making) => new OAuthAuthenticator(component, making, holders);
}

class OAuthAuthenticator implements Authenticator {
  readonly #making: Making;
  readonly #settings: () => Promise<TokenSettings>;
  readonly #holders: Map<string, Holder>;
  #holder: Holder | null = null;
  #used: string | null = null;

  constructor(component: Component, making: Making, holders: Map<string, Holder>) {
    this.#making = making;
    this.#settings = tokenSettings(component, making);
    this.#holders = holders;
  }

  async add({ signal }: { readonly signal: AbortSignal }) {
    const token = await this.#token(signal);
    this.#used = token;
    return credentialHeader('Authorization', `Bearer ${token}`, this.#making.stream);
  }

  refused(): void {
    // Another stream may have exchanged it meanwhile: only the token that was refused is given up.
    if (this.#holder?.access?.token === this.#used && this.#holder !== null) this.#holder.access = null;
  }

  async #token(signal: AbortSignal): Promise<string> {
    const now = this.#making.host.clock.now();
    if (this.#holder?.access && this.#holder.access.good > now) return this.#holder.access.token;
    const settings = await this.#settings();
    if (settings.endpoint === null && settings.accessToken !== null) return settings.accessToken;
    this.#holder ??= this.#shared(settings);
    const holder = this.#holder;
    if (holder.access !== null && holder.access.good > now) return holder.access.token;
    return holder.flight.run(() => this.#renew(settings, holder), signal);
  }

  #shared(settings: TokenSettings): Holder {
    const { endpoint, form, refreshToken, rotating } = settings;
    // A signed assertion differs each time and still asks for the same.
    const asked = form.filter(([name]) => name !== 'assertion');
    const key = createHash('sha256')
      .update(JSON.stringify([endpoint, asked, rotating ?? refreshToken]))
      .digest('base64');
    const there = this.#holders.get(key);
    if (there !== undefined) return there;
    const holder = this.#first(settings);
    this.#holders.set(key, holder);
    return holder;
  }

  /** What the configuration knows already: a token that is still good is used to its end. */
  #first({ rotating, refreshToken, accessToken, expiry }: TokenSettings): Holder {
    const flight = new SingleFlight<string>();
    const token = rotating === null ? accessToken : this.#configured(rotating.access);
    const until = momentOf(rotating === null ? expiry : (this.#configured(rotating.expiry) ?? ''));
    return {
      flight,
      refreshToken: rotating === null ? refreshToken : (this.#configured(rotating.refresh) ?? refreshToken),
      access: token === null || until === null ? null : { token, good: until - MARGIN },
      unkept: null,
    };
  }

  #configured(path: readonly string[]): string | null {
    let at: unknown = this.#making.config;
    for (const step of path) {
      if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return null;
      at = (at as Record<string, unknown>)[step];
    }
    return typeof at === 'string' && at !== '' ? at : null;
  }

  async #renew(settings: TokenSettings, holder: Holder): Promise<string> {
    const { rotating } = settings;
    const exchanged = holder.unkept ?? (await this.#exchange(settings, holder.refreshToken));
    if (rotating !== null) {
      holder.unkept = exchanged;
      await this.#keep(rotating, exchanged);
    }
    holder.unkept = null;
    if (exchanged.refresh !== null) holder.refreshToken = exchanged.refresh;
    holder.access = { token: exchanged.access, good: exchanged.good };
    return exchanged.access;
  }

  async #exchange(settings: TokenSettings, refreshToken: string): Promise<Exchanged> {
    const { stream, host } = this.#making;
    const answer = await requestToken(settings, refreshToken, this.#making);
    const access = found(answer, settings.accessTokenName);
    if (access === undefined || access === null || access === '')
      throw noToken(stream, placeOf(settings.endpoint ?? ''), settings.accessTokenName);
    const now = host.clock.now();
    const until = expiryOf(found(answer, settings.expiresInName), settings.expiryFormat !== null, now);
    const refresh = settings.rotating === null ? null : found(answer, settings.rotating.refreshTokenName);
    return {
      access: pythonText(access),
      refresh: typeof refresh === 'string' && refresh !== '' ? refresh : null,
      until,
      good: until - Math.min(MARGIN, (until - now) / 10),
    };
  }

  /** Before the new token is used: from the exchange on the old one is worth nothing. */
  async #keep({ access, refresh, expiry }: RotatingPaths, exchanged: Exchanged): Promise<void> {
    const values = [
      ...(exchanged.refresh === null ? [] : [{ path: refresh, value: exchanged.refresh }]),
      { path: access, value: exchanged.access },
      { path: expiry, value: new Date(exchanged.until).toISOString() },
    ];
    const kept = await this.#making.host.keepSecrets(values);
    if (kept.ok) return;
    if (kept.failure.code === 'CANCELLED') throw new Trouble('transient', kept.failure);
    throw troubleOf(
      'config',
      this.#making.stream,
      `Stream ${this.#making.stream} has a new token that can't be kept: ${kept.failure.message}`,
      `${kept.failure.next} Until then nothing is read, so that the token isn't lost.`,
    );
  }
}

export function createHolders(): Map<string, Holder> {
  return new Map();
}
