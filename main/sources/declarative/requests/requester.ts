import { type Component, isComponent } from '../component.ts';
import { PaginationReset } from '../paginationReset.ts';
import type {
  Additions,
  Answer,
  Asking,
  ErrorHandler,
  Extras,
  Making,
  Requester,
  Seen,
  Verdict,
} from '../parts.ts';
import { cancelled } from '../records/faults.ts';
import { joinAddress, sameOwner } from './address.ts';
import type { AnswerMemory } from './answerMemory.ts';
import { type Attempt, type AttemptTools, attempt } from './attempt.ts';
import { type Contributions, createContributions } from './contributions.ts';
import { jsonDecoder } from './decoders/json.ts';
import { defaultHandler } from './errors/builders.ts';
import { failed, gaveUp } from './failed.ts';
import { Conflict } from './merge.ts';
import { manifestTrouble, troubleOf } from './troubles.ts';
import { askedFor, nextWait, spell, waitForNetwork } from './waits.ts';
import { placeOf, succeeded } from './where.ts';

/** From here on a person is told that nothing happens because a vendor asked for patience. */
const LONG_WAIT = 10;

/** One page or job: asks, judges what came, waits and asks again. Nothing is asked twice that isn't to be. */
export class HttpRequester implements Requester {
  readonly #component: Component;
  readonly #making: Making;
  readonly #tools: AttemptTools;
  readonly #handler: ErrorHandler;
  readonly #contributions: Contributions;
  readonly #base: ((seen: Seen) => Promise<string> | string) | null;
  readonly #path: ((seen: Seen) => Promise<string> | string) | null;

  constructor(component: Component, making: Making, more: Extras, memory: AnswerMemory) {
    const {
      url_base,
      url,
      path,
      http_method: method,
      error_handler: handler,
      ...members
    } = component.members;
    const { authenticator } = members;
    this.#component = component;
    this.#making = making;
    this.#tools = {
      making,
      method: typeof method === 'string' ? method.toUpperCase() : 'GET',
      decoder: more.decoder ?? jsonDecoder,
      authenticator:
        more.authenticator ??
        (isComponent(authenticator) ? making.make('authenticator', authenticator) : null),
      memory: members['use_cache'] === true ? memory : null,
    };
    this.#handler = isComponent(handler) ? making.make('errorHandler', handler) : defaultHandler();
    this.#contributions = createContributions(component, making);
    this.#base = making.expressions.text(url_base ?? url, component);
    this.#path = making.expressions.text(path, component);
  }

  async ask(asking: Asking): Promise<Answer | null> {
    const began = this.#making.host.clock.now();
    const { address, trusted } = await this.#address(asking);
    const tools = trusted ? this.#tools : { ...this.#tools, authenticator: null };
    const own = await this.#contributions(seenOf(asking));
    let renewed = false;
    for (let made = 1; ; made += 1) {
      const tried = await this.#attempt(asking, address, own, tools);
      const { answer } = tried;
      const verdict = await this.#handler.judge(answer, tried.why);
      switch (verdict.action) {
        case 'success':
          return taken(tried);
        case 'ignore':
          this.#sayIgnored(tried, verdict);
          return taken(tried);
        case 'reset_pagination':
          answer?.response.body.cancel();
          throw new PaginationReset(verdict.message ?? '');
        case 'fail':
          // Tokens are revoked before their time, and clocks differ: a new one is asked for once.
          if (answer?.response.status !== 401 || renewed || tools.authenticator?.refused === undefined)
            throw await failed(this.#making.stream, verdict, tried);
          renewed = true;
          tools.authenticator.refused();
          answer.response.body.cancel();
          made -= 1;
          continue;
      }
      if (verdict.action === 'refresh_token') tools.authenticator?.refused?.();
      await this.#wait(tried, verdict, made, began, asking.signal);
    }
  }

  async #address(asking: Asking): Promise<{ address: string; trusted: boolean }> {
    const seen = seenOf(asking);
    const base = this.#base === null ? '' : await this.#base(seen);
    const path = asking.url ?? (this.#path === null ? '' : await this.#path(seen));
    const address = joinAddress(base.trim(), path);
    if (address !== null) return { address, trusted: this.#trusted(base.trim(), address, asking.url) };
    throw troubleOf(
      'config',
      this.#making.stream,
      `Stream ${this.#making.stream}: the address its connector makes of what was entered is no web address.`,
      'Check the address and the names entered for this source: it begins with https:// and has a host.',
    );
  }

  /** A next page or a link that a vendor's answer names: its host is told the key only if it is the vendor's. */
  #trusted(base: string, address: string, given: string | undefined): boolean {
    const { authenticator, making } = this.#tools;
    if (given === undefined || authenticator === null || sameOwner(base, address)) return true;
    making.host.say(
      `Stream ${making.stream}: ${placeOf(address)} is asked without the credentials of this source, since it isn't ${placeOf(base)}.`,
      'warn',
    );
    return false;
  }

  async #attempt(asking: Asking, address: string, own: Additions, tools: AttemptTools): Promise<Attempt> {
    try {
      return await attempt(asking, address, own, tools);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const next = 'Say it in one place: the requester, the authenticator or the paginator.';
      throw manifestTrouble(this.#component, this.#making.stream, `can't be asked: ${error.message}`, next);
    }
  }

  #sayIgnored({ request, answer }: Attempt, verdict: Verdict): void {
    const told = 'message' in verdict && verdict.message ? `: ${verdict.message}` : '';
    const status = answer === null ? '' : ` (status ${answer.response.status})`;
    const place = placeOf(request.url);
    this.#making.host.say(
      `Stream ${this.#making.stream}: the answer of ${place}${status} was passed over${told}.`,
      'info',
    );
  }

  /** Until the next attempt; throws when enough was tried. */
  async #wait(
    tried: Attempt,
    verdict: Verdict,
    made: number,
    began: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { stream, host } = this.#making;
    const { answer, request } = tried;
    const declared = tried.awayMs === null ? await this.#handler.backoff(answer, made) : null;
    const asked = answer === null ? null : askedFor(answer.response, host.clock.now());
    const action = verdict.action === 'rate_limited' ? 'rate_limited' : 'retry';
    const { mostRetries, mostSeconds } = this.#handler;
    const elapsed = (host.clock.now() - began) / 1000;
    const attempts = { made, elapsed, mostRetries, mostSeconds };
    const random = () => host.random();
    const seconds =
      tried.awayMs === null
        ? nextWait(action, declared, asked, attempts, random)
        : waitForNetwork(tried.awayMs, attempts, random);
    if (seconds === null)
      throw await gaveUp(stream, verdict, tried, { made, elapsed, asked: declared ?? asked });
    answer?.response.body.cancel();
    if (seconds >= LONG_WAIT) {
      const status = answer === null ? 'gave no answer' : `answered with status ${answer.response.status}`;
      host.say(
        `Stream ${stream}: ${placeOf(request.url)} ${status}; asked again in ${spell(seconds)}.`,
        'info',
      );
    }
    if (action === 'rate_limited') await host.http.heed(request, host.clock.now() + seconds * 1000);
    await host.clock.wait(seconds * 1000, signal);
    if (!signal.aborted) return;
    throw cancelled(stream);
  }
}

/** Retrievers hand on the bare token; templates know it as `next_page_token['next_page_token']`. */
function seenOf({ slice, token, more }: Asking): Seen {
  const named = token === null ? null : { next_page_token: token };
  return { slice, token: named, ...(more !== undefined && { more }) };
}

/** There is nothing to read in an answer that says it failed, whatever a filter calls it. */
function taken({ answer }: Attempt): Answer | null {
  if (answer === null || succeeded(answer.response)) return answer;
  answer.response.body.cancel();
  return null;
}
