import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import type { HostRequest } from '../../shared/contract/host.ts';
import { parseExternalLink } from '../../shared/domain/link.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import type { Host } from './host.ts';

type Question = Exclude<HostRequest, { kind: 'notify' }>;
type Wish = Question extends infer One ? (One extends Question ? Omit<One, 'id'> : never) : never;

/**
 * The host of an ordinary browser: what would be a native dialog is asked of the page.
 * Invariants: a question stays open until one page answers it; a page that joins late, or comes back after its
 * socket dropped, is asked every question still open; the first answer counts.
 */
export function createPageHost(): Host {
  const open = new Map<string, { question: Question; settle: (value: string | null) => void }>();
  const pages = new Set<(request: HostRequest) => void>();

  function ask(wish: Wish): Promise<string | null> {
    const question = { ...wish, id: randomUUID() } as Question;
    return new Promise((settle) => {
      open.set(question.id, { question, settle });
      for (const tell of pages) tell(question);
    });
  }

  return {
    kind: 'browser',
    pickFolder: ({ title, startAt = homedir() }) => ask({ kind: 'pickFolder', title, startAt }),
    pickFile: ({ title, startAt = homedir(), filters }) => ask({ kind: 'pickFile', title, startAt, filters }),
    pickSavePath: ({ title, startAt = homedir(), suggestedName }) =>
      ask({ kind: 'pickSavePath', title, startAt, suggestedName }),
    notify({ title, body }) {
      const request: HostRequest = { kind: 'notify', id: randomUUID(), title, body };
      for (const tell of pages) tell(request);
    },
    async openExternal(text) {
      const link = parseExternalLink(text);
      if (!link.ok) return refusedLink(text, link.why);
      return ok({ opened: (await ask({ kind: 'confirmLink', url: link.url.href })) === 'yes' });
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
    answer(id, value) {
      open.get(id)?.settle(value);
      open.delete(id);
    },
  };
}

export function refusedLink(text: string, why: string) {
  return fail('LINK_REFUSED', {
    message: `This link is not opened: ${why}.`,
    next: 'Copy it and open it yourself if you trust it.',
    subject: text,
  });
}
