import type { OpenDialogOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createNativeHost, type NativeParts } from './host.ts';

/** A person who answers every dialog the same way, and a record of what they were shown. */
function person(answer: unknown, openExternal: (url: string) => Promise<void> = async () => {}) {
  const shown: Record<string, unknown>[] = [];
  const opened: string[] = [];
  const show = async (...args: unknown[]) => {
    shown.push(args.at(-1) as Record<string, unknown>);
    return answer;
  };
  const host = createNativeHost({
    dialog: { showOpenDialog: show, showSaveDialog: show, showMessageBox: show } as NativeParts['dialog'],
    shell: {
      async openExternal(url) {
        opened.push(url);
        await openExternal(url);
      },
    },
    owner: () => null,
    notify() {},
  });
  return { host, shown, opened };
}

describe('native dialogs', () => {
  it('pick a folder, starting where they are told', async () => {
    const { host, shown } = person({ canceled: false, filePaths: ['/w/salt'] });
    expect(await host.pickFolder({ title: 'Open a workspace', startAt: '/w' })).toBe('/w/salt');
    expect(shown[0]).toEqual({
      title: 'Open a workspace',
      message: 'Open a workspace',
      defaultPath: '/w',
      properties: ['openDirectory', 'createDirectory'],
    });
  });

  it('pick a file by kind, and let every file be seen', async () => {
    const { host, shown } = person({ canceled: false, filePaths: ['/w/a.csv'] });
    const filters = [{ name: 'CSV', extensions: ['csv'] }];
    expect(await host.pickFile({ title: 'Pick', filters })).toBe('/w/a.csv');
    expect((shown[0] as OpenDialogOptions).filters).toEqual([
      ...filters,
      { name: 'All files', extensions: ['*'] },
    ]);
  });

  it('suggest a name for a new file', async () => {
    const { host, shown } = person({ canceled: false, filePath: '/w/out.zip' });
    const ask = { title: 'Save', startAt: '/w', suggestedName: 'out.zip' };
    expect(await host.pickSavePath(ask)).toBe('/w/out.zip');
    expect(shown[0]).toMatchObject({ defaultPath: '/w/out.zip' });
  });

  it('answer null when the person turns away', async () => {
    const { host } = person({ canceled: true, filePaths: [], filePath: '' });
    expect(await host.pickFolder({ title: 'x' })).toBeNull();
    expect(await host.pickFile({ title: 'x', filters: [] })).toBeNull();
    expect(await host.pickSavePath({ title: 'x', suggestedName: 'y' })).toBeNull();
  });

  it('leave nothing for the page to show', async () => {
    const { host } = person(null);
    expect(await host.requests().next()).toEqual({ done: true, value: undefined });
  });
});

describe('external links', () => {
  it('are opened after the person has seen the exact host', async () => {
    const { host, shown, opened } = person({ response: 0 });
    expect(await host.openExternal('https://docs.example.org:8443/a?b=c')).toEqual({
      ok: true,
      value: { opened: true },
    });
    expect(shown[0]).toMatchObject({
      message: 'Open docs.example.org:8443 in your browser?',
      detail: 'https://docs.example.org:8443/a?b=c',
      defaultId: 1,
      cancelId: 1,
    });
    expect(opened).toEqual(['https://docs.example.org:8443/a?b=c']);
  });

  it('stay closed when the person says no', async () => {
    const { host, opened } = person({ response: 1 });
    expect(await host.openExternal('https://example.org/')).toEqual({ ok: true, value: { opened: false } });
    expect(opened).toEqual([]);
  });

  it.each([
    'http://example.org/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://host/x',
    'https://a:b@c/',
  ])('refuse %s without asking', async (url) => {
    const { host, shown, opened } = person({ response: 0 });
    const result = await host.openExternal(url);
    expect(result).toMatchObject({ ok: false, failure: { code: 'LINK_REFUSED' } });
    expect([shown, opened]).toEqual([[], []]);
  });

  it('show a look-alike host in the form that can not deceive', async () => {
    const { host, shown } = person({ response: 1 });
    await host.openExternal('https://exаmple.org/');
    expect(shown[0]).toMatchObject({ message: 'Open xn--exmple-4nf.org in your browser?' });
  });

  it('say so when no browser can be asked', async () => {
    const { host } = person({ response: 0 }, () => Promise.reject(new Error('no handler')));
    expect(await host.openExternal('https://example.org/')).toMatchObject({
      ok: false,
      failure: { code: 'LINK_REFUSED', retry: true },
    });
  });
});
