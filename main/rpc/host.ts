import type { HostKind } from '../../shared/contract/app.ts';
import type { FileFilter, HostRequest } from '../../shared/contract/host.ts';
import type { Result } from '../../shared/errors/failure.ts';

/** What the core may ask of whatever it runs inside. Desktop: native dialogs. Browser: the page. Command line: nothing. */
export interface Host {
  readonly kind: HostKind;
  /** Where the page asks, `signal` withdraws the question: whoever wanted the path is gone. */
  pickFolder(
    ask: { title: string; startAt?: string | undefined },
    signal?: AbortSignal,
  ): Promise<string | null>;
  pickFile(
    ask: {
      title: string;
      startAt?: string | undefined;
      filters: FileFilter[];
    },
    signal?: AbortSignal,
  ): Promise<string | null>;
  pickSavePath(
    ask: {
      title: string;
      startAt?: string | undefined;
      suggestedName: string;
    },
    signal?: AbortSignal,
  ): Promise<string | null>;
  notify(note: { title: string; body: string }): void;
  /** Confirms with the person, then opens; refuses what `parseExternalLink` refuses. */
  openExternal(url: string, signal?: AbortSignal): Promise<Result<{ opened: boolean }>>;
  /** What the page should show on this host's behalf; ends at once where dialogs are native. */
  requests(signal?: AbortSignal): AsyncGenerator<HostRequest, void, void>;
  answer(id: string, value: string | null): void;
}
