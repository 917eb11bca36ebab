import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { cacheFolder, fetchRuntime, findRuntime } from '../../resources/build/start/runtime.ts';
import { makeZip } from '../archives.ts';
import { type Mirror, openMirror } from './mirror.ts';

let mirror: Mirror | undefined;
const arrived: number[] = [];
const waiting = (stillFor: number) => ({ stillFor, onBytes: (bytes: number) => arrived.push(bytes) });

afterEach(async () => {
  await mirror?.close();
  mirror = undefined;
  arrived.length = 0;
});

async function fetchFrom(answer: RequestListener, stillFor = 8_000) {
  mirror = await openMirror(answer);
  return fetchRuntime(mirror.place, waiting(stillFor));
}

it('finds no runtime where none was fetched, and none whose program is gone', async () => {
  mirror = await openMirror(() => undefined);
  expect(findRuntime(mirror.place)).toBeNull();
  await writeFile(join(mirror.place.electron, 'path.txt'), 'electron');
  expect(findRuntime(mirror.place)).toBeNull();
});

it('says which answer a server gave that has no runtime', async () => {
  const fetched = await fetchFrom((_, response) => response.writeHead(404).end());
  expect(fetched).toEqual({ ok: false, why: 'the server answered 404 Not Found' });
});

it('says that a server which refuses the connection cannot be reached', async () => {
  mirror = await openMirror(() => undefined);
  const { place } = mirror;
  await mirror.close();
  mirror = await openMirror(() => undefined);
  const env = { ...mirror.place.env, ELECTRON_MIRROR: place.env['ELECTRON_MIRROR'] };
  const fetched = await fetchRuntime({ ...mirror.place, env }, waiting(8_000));
  expect(fetched).toEqual({ ok: false, why: 'the server cannot be reached' });
});

it('gives up on a server that accepts and never answers, and leaves neither process nor folder', async () => {
  const before = runtimeFolders();
  const fetched = await fetchFrom(() => undefined, 1_500);
  expect(fetched).toEqual({ ok: false, why: 'nothing arrived for 1.5 s' });
  expect(processesNaming(mirror?.place.electron ?? '')).toEqual([]);
  expect(runtimeFolders()).toEqual(before);
});

it('waits for a slow server for as long as something arrives, then refuses what is not the runtime', async () => {
  const stillFor = 1_500;
  const started = performance.now();
  const fetched = await fetchFrom(async (_, response) => {
    response.writeHead(200);
    for (let sent = 0; sent < 14; sent += 1) {
      response.write('not a runtime '.repeat(100));
      await pause(300);
    }
    response.end();
  }, stillFor);
  expect(fetched).toEqual({ ok: false, why: 'what arrived is not the runtime: its checksum is wrong' });
  expect(performance.now() - started).toBeGreaterThan(2 * stillFor);
  expect(Math.max(...arrived)).toBeGreaterThan(10_000);
  expect(processesNaming(mirror?.place.electron ?? '')).toEqual([]);
});

it('says that a server which breaks off in the middle did so', async () => {
  const fetched = await fetchFrom(async (request, response) => {
    response.writeHead(200, { 'content-length': '1000000' });
    response.write('half');
    await pause(200);
    request.socket.destroy();
  });
  expect(fetched).toEqual({ ok: false, why: 'the connection broke off' });
});

it('hands back the program that was fetched, and finds it the next time', async () => {
  const program = process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
  const archive = makeZip({
    [process.platform === 'win32' ? 'electron.exe' : program]: '#!/bin/sh\nexit 0\n',
  });
  mirror = await openMirror((_, response) => response.end(archive));
  await mirror.trust(archive);
  const fetched = await fetchRuntime(mirror.place, waiting(8_000));
  expect(fetched).toEqual({ ok: true, program: findRuntime(mirror.place) });
  expect(existsSync(fetched.ok ? fetched.program : '')).toBe(true);
});

it('stops at once when it is told to', async () => {
  const stopping = new AbortController();
  mirror = await openMirror(() => stopping.abort());
  const fetched = await fetchRuntime(mirror.place, { ...waiting(60_000), signal: stopping.signal });
  expect(fetched).toEqual({ ok: false, why: 'it was stopped' });
  expect(processesNaming(mirror.place.electron)).toEqual([]);
});

it('looks for finished downloads where the installer keeps them', () => {
  expect(cacheFolder({ electron_config_cache: '/some/cache' })).toBe('/some/cache');
  if (process.platform === 'linux')
    expect(cacheFolder({ XDG_CACHE_HOME: '/xdg' })).toBe(join('/xdg', 'electron'));
});

function runtimeFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('leadline-runtime-'));
}

/** Command lines of running processes that name this path; Linux only, elsewhere there is nothing to read them from. */
function processesNaming(path: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(path));
}
