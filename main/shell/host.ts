import { join } from 'node:path';
import type { BaseWindow, Dialog, OpenDialogOptions, Shell } from 'electron';
import type { FileFilter } from '../../shared/contract/host.ts';
import { parseExternalLink } from '../../shared/domain/link.ts';
import { fail, ok, type Result } from '../../shared/errors/failure.ts';
import type { Host } from '../rpc/host.ts';

export interface NativeParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>;
  readonly shell: Pick<Shell, 'openExternal'>;
  /** The window a dialog belongs to; null lets it stand alone, as when the window is hidden. */
  readonly owner: () => BaseWindow | null;
  readonly notify: (note: { title: string; body: string }) => void;
}

/** The desktop's own dialogs and notifications behind the port that every host implements. */
export function createNativeHost(parts: NativeParts): Host {
  async function open(options: OpenDialogOptions): Promise<string | null> {
    const owner = parts.owner();
    const { dialog } = parts;
    const chosen = await (owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options));
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  }

  return {
    kind: 'desktop',
    pickFolder: (ask) => open({ ...common(ask), properties: ['openDirectory', 'createDirectory'] }),
    pickFile: (ask) => open({ ...common(ask), filters: withAll(ask.filters), properties: ['openFile'] }),
    async pickSavePath(ask) {
      const owner = parts.owner();
      const { dialog } = parts;
      const options = common({ ...ask, startAt: startOfSave(ask) });
      const chosen = await (owner ? dialog.showSaveDialog(owner, options) : dialog.showSaveDialog(options));
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },
    notify: parts.notify,
    openExternal: (url) => openConfirmed(parts, url),
    async *requests() {},
    answer() {},
  };
}

/** Shows exactly which host a link leads to before the system browser gets it. */
async function openConfirmed(parts: NativeParts, text: string): Promise<Result<{ opened: boolean }>> {
  const link = parseExternalLink(text);
  if (!link.ok) {
    return fail('LINK_REFUSED', {
      message: `That link was not opened: ${link.why}.`,
      next: 'Copy the address and open it yourself if you trust it.',
    });
  }
  const owner = parts.owner();
  const question = {
    type: 'question' as const,
    message: `Open ${link.url.host} in your browser?`,
    detail: link.url.href.length > 500 ? `${link.url.href.slice(0, 500)}…` : link.url.href,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const { response } = await (owner
    ? parts.dialog.showMessageBox(owner, question)
    : parts.dialog.showMessageBox(question));
  if (response !== 0) return ok({ opened: false });
  try {
    await parts.shell.openExternal(link.url.href);
    return ok({ opened: true });
  } catch {
    return fail('LINK_REFUSED', {
      message: `No browser could be asked to open ${link.url.host}.`,
      next: 'Set a default browser in the system settings, or copy the address and open it yourself.',
      retry: true,
    });
  }
}

function common(ask: { title: string; startAt?: string | undefined }): {
  title: string;
  message: string;
  defaultPath?: string;
} {
  // macOS shows no title on these dialogs, but a message.
  return { title: ask.title, message: ask.title, ...(ask.startAt ? { defaultPath: ask.startAt } : {}) };
}

function withAll(filters: readonly FileFilter[]): FileFilter[] {
  return filters.length === 0 ? [] : [...filters, { name: 'All files', extensions: ['*'] }];
}

function startOfSave(ask: { startAt?: string | undefined; suggestedName: string }): string {
  return ask.startAt ? join(ask.startAt, ask.suggestedName) : ask.suggestedName;
}
