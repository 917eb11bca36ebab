import type { Exchange } from '../http/http.ts';
import { createScrub } from './scrub.ts';

const EXCHANGES = 200;
const LETTERS = 2_000_000;

/** What is seen of a source while it is asked: what is counted, what is said, and the last exchanges word by word. */
export interface SourceWatch {
  exchange(one: Exchange): void;
  say(message: string, level: 'info' | 'warn'): void;
  requests(stream: string): { readonly requests: number; readonly waitedMs: number };
  /** What was said since it was last asked for. */
  drain(): string[];
  trace(): readonly Exchange[];
  /** Takes what must not be seen out of any value. */
  scrub<T>(value: T): T;
  /** A token that came in exchange for another is as secret as that. */
  conceal(secret: string): void;
}

export function createSourceWatch(options: {
  /** Values that must not be seen anywhere. */
  readonly secrets: readonly string[];
  /** Whether answers to a stream may be kept: not where the terms forbid to store some of what is in them. */
  readonly bodies: (stream: string) => boolean;
  readonly onSay: (message: string, level: 'info' | 'warn') => void;
}): SourceWatch {
  const scrub = createScrub(options.secrets);
  const kept: Exchange[] = [];
  let letters = 0;
  let said: string[] = [];
  const counts = new Map<string, { requests: number; waitedMs: number }>();
  const none = { requests: 0, waitedMs: 0 };

  return {
    scrub: scrub.value,
    conceal: scrub.conceal,
    exchange(one) {
      const before = counts.get(one.stream) ?? none;
      counts.set(one.stream, { requests: before.requests + 1, waitedMs: before.waitedMs + one.waitedMs });
      const shown = scrub.value(options.bodies(one.stream) ? one : { ...one, responseBody: null });
      kept.push(shown);
      letters += lettersOf(shown);
      while (kept.length > EXCHANGES || letters > LETTERS) {
        const gone = kept.shift();
        if (gone === undefined) break;
        letters -= lettersOf(gone);
      }
    },
    say(message, level) {
      const shown = scrub.value(message);
      if (level === 'warn' && said.length < 100 && !said.includes(shown)) said.push(shown);
      options.onSay(shown, level);
    },
    requests: (stream) => counts.get(stream) ?? none,
    drain() {
      const all = said;
      said = [];
      return all;
    },
    trace: () => kept,
  };
}

function lettersOf({ requestBody, responseBody, url }: Exchange): number {
  return (requestBody?.length ?? 0) + (responseBody?.length ?? 0) + url.length + 500;
}
