import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import type { HostRequest } from '../../shared/contract/host.ts';
import { parseExternalLink } from '../../shared/domain/link.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import type { Host } from './host.ts';

type Question = Exclude<HostRequest, { kind: 'notify' | 'withdrawn' }>;
type Wish = Question extends infer One ? (One extends Question ? Omit<One, 'id'> : never) : never;

/**
 * The host of an ordinary browser: what would be a native dialog is asked of the page.
 * Invariants: a question stays open until one page answers it or whoever asked is gone, and then every page hears that
 * it is withdrawn; a page that joins late, or comes back after its socket dropped, is asked every question still open;
 * the first answer counts.
 */
export function createPageHost(): Host {
  const open = new Map<string, { question: Question; settle: (value: string | null) => void }>();
  const pages = new Set<(request: HostRequest) => void>();

  function tellAll(request: HostRequest): void {
    for (const tell of pages) tell(request);
  }

  function close(id: string, value: string | null): void {
    const entry = open.get(id);
    if (!entry) return;
    open.delete(id);
    tellAll({ kind: 'withdrawn', id });
    entry.settle(value);
  }

  function ask(wish: Wish, signal?: AbortSignal): Promise<string | null> {
    if (signal?.aborted) return Promise.resolve(null);
    const question = { ...wish, id: randomUUID() } as Question;
    const gone = () => close(question.id, null);
    signal?.addEventListener('abort', gone, { once: true });
    return new Promise<string | null>((settle) => {
      open.set(question.id, { question, settle });
      tellAll(question);
    }).finally(() => signal?.removeEventListener('abort', gone));
  }

  return {
    kind: 'browser',
    pickFolder: ({ title, startAt = homedir() }, signal) =>
      ask({ kind: 'pickFolder', title, startAt }, signal),
    pickFile: ({ title, startAt = homedir(), filters }, signal) =>
      ask({ kind: 'pickFile', title, startAt, filters }, signal),
    pickSavePath: ({ title, startAt = homedir(), suggestedName }, signal) =>
      ask({ kind: 'pickSavePath', title, startAt, suggestedName }, signal),
    notify({ title, body }) {
      tellAll({ kind: 'notify', id: randomUUID(), title, body });
    },
    async openExternal(text, signal) {
      const link = parseExternalLink(text);
      if (!link.ok) return refusedLink(text, link.why);
      return ok({ opened: (await ask({ kind: 'confirmLink', url: link.url.href }, signal)) === 'yes' });
    },
    async *requests(signal) {
      const waiting: HostRequest[] = [...open.values()].map((entry) => entry.question);
      let wake = () => {};
      const tell = (request: HostRequest) => {
        waiting.push(request);
        wake();
      };
      const stop = () => wake();
      pages.add(tell);
      signal?.addEventListener('abort', stop);
      try {
        while (!signal?.aborted) {
          const next = waiting.shift();
          if (next !== undefined) yield next;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        pages.delete(tell);
        signal?.removeEventListener('abort', stop);
      }
    },
    answer: close,
  };
}

export function refusedLink(text: string, why: string) {
  return fail('LINK_REFUSED', {
    message: `This link is not opened: ${why}.`,
    next: 'Copy it and open it yourself if you trust it.',
    subject: text,
  });
}
