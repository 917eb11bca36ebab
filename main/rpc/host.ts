import type { HostKind } from '../../shared/contract/app.ts';
import type { FileFilter, HostRequest } from '../../shared/contract/host.ts';
import type { Result } from '../../shared/errors/failure.ts';

/** What the core may ask of whatever it runs inside. Desktop: native dialogs. Browser: the page. Command line: nothing. */
export interface Host {
  readonly kind: HostKind;
  pickFolder(ask: { title: string; startAt?: string | undefined }): Promise<string | null>;
  pickFile(ask: {
    title: string;
    startAt?: string | undefined;
    filters: FileFilter[];
  }): Promise<string | null>;
  pickSavePath(ask: {
    title: string;
    startAt?: string | undefined;
    suggestedName: string;
  }): Promise<string | null>;
  notify(note: { title: string; body: string }): void;
  /** Confirms with the person, then opens; refuses what `parseExternalLink` refuses. */
  openExternal(url: string): Promise<Result<{ opened: boolean }>>;
  /** What the page should show on this host's behalf; ends at once where dialogs are native. */
  requests(signal?: AbortSignal): AsyncGenerator<HostRequest, void, void>;
  answer(id: string, value: string | null): void;
}
