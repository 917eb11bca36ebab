import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../resources/build/bundles/modes.ts';
import { startStandIn } from '../shell/standIn.ts';
import { soon } from '../shell/yard.ts';
import { makePlaceholderRuntime } from './placeholder.ts';

const require = createRequire(import.meta.url);
const asar = require('@electron/asar') as {
  listPackage(archive: string): string[];
  extractAll(archive: string, folder: string): void;
};

const folder = mkdtempSync(join(tmpdir(), 'leadline-pack-'));
const packed = join(folder, 'x64', 'linux-unpacked');
const archive = join(packed, 'resources', 'app.asar');
let files: string[] = [];

beforeAll(async () => {
  makePlaceholderRuntime(join(folder, 'runtime'));
  await pack('x64');
  files = list(archive);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The packaging script as it is, told only where the placeholder is and where to put the result. */
function pack(arch: 'x64' | 'arm64'): Promise<void> {
  const script = join(ROOT, 'resources', 'build', 'package.ts');
  const args = [
    '--dir',
    '--linux',
    `--${arch}`,
    `-c.electronDist=${join(folder, 'runtime')}`,
    `-c.directories.output=${join(folder, arch)}`,
  ];
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk;
    });
  }
  return new Promise((settle, reject) => {
    child.once('close', (code) => (code === 0 ? settle() : reject(new Error(said))));
  });
}

function list(of: string): string[] {
  return asar.listPackage(of).map((file) => file.replaceAll('\\', '/').slice(1));
}

const within = (place: string): string[] => files.filter((file) => file.startsWith(`${place}/`));

describe('the package, around a placeholder of the runtime', () => {
  it('holds the three bundles, what processes of their own run, the resources and the manifest', () => {
    for (const file of [
      'package.json',
      'out/main/desktop.js',
      'out/main/sqliteWorker.js',
      'out/main/fileWorker.js',
      'out/main/libpg-query.wasm',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
    ]) {
      expect(files).toContain(file);
    }
    expect(within('resources/templates').length).toBeGreaterThan(0);
    expect(within('resources/macros/dbt').length).toBeGreaterThan(0);
  });

  it('holds no source, no test and nothing of the build', () => {
    const roots = new Set(files.map((file) => file.split('/')[0]));
    expect([...roots].sort()).toEqual(['node_modules', 'out', 'package.json', 'resources']);
    expect(files.filter((file) => /\.(ts|tsx|map|test\.js)$/.test(file))).toEqual([]);
    expect(within('resources/build')).toEqual([]);
    expect(new Set(within('out').map((file) => file.split('/')[1]))).toEqual(
      new Set(['main', 'preload', 'renderer']),
    );
  });

  it('holds of node_modules only the two native packages, each with the one library of its target', () => {
    expect(new Set(within('node_modules').map((file) => file.split('/')[1]))).toEqual(
      new Set(['better-sqlite3', 'keytar']),
    );
    expect(files.filter((file) => file.endsWith('.node'))).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/keytar/prebuilds/linux-x64/keytar.node',
    ]);
    expect(within('node_modules/better-sqlite3/src')).toEqual([]);
    expect(within('node_modules/better-sqlite3/deps')).toEqual([]);
  });

  it('holds the other library for another processor', async () => {
    await pack('arm64');
    const other = join(folder, 'arm64', 'linux-arm64-unpacked', 'resources', 'app.asar');
    expect(list(other).filter((file) => file.endsWith('.node'))).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-arm64.node',
      'node_modules/keytar/prebuilds/linux-arm64/keytar.node',
    ]);
  }, 60_000);

  it('keeps the libraries outside the archive, where the system can load them', () => {
    const unpacked = `${archive}.unpacked`;
    const real = readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
    expect(real.sort()).toEqual(['keytar.node', 'linux-x64.node']);
    for (const name of [
      'better-sqlite3/prebuilds/linux-x64.node',
      'keytar/prebuilds/linux-x64/keytar.node',
    ]) {
      expect(statSync(join(unpacked, 'node_modules', name)).size).toBe(
        statSync(join(ROOT, 'node_modules', name)).size,
      );
    }
  });

  it('stays small', () => {
    // Readable bundles of the whole program are 13 MB; a package that slips in with its folder is at least as much again.
    expect(statSync(archive).size).toBeLessThan(16_000_000);
  });

  it('has its fuses set in the executable itself', async () => {
    const wire = await getCurrentFuseWire(join(packed, 'leadline'));
    expect(wire.version).toBe(FuseVersion.V1);
    const state = (fuse: FuseV1Options) => String.fromCharCode(Number(wire[fuse]));
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      fileProtocol: state(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: '0',
      cookieEncryption: '1',
      nodeOptions: '0',
      inspect: '0',
      asarIntegrity: '1',
      onlyAsar: '1',
      fileProtocol: '0',
    });
  });

  it('runs from what it holds, and from nothing else', async () => {
    // Outside the project, so that nothing is found by walking up to its node_modules.
    const root = join(folder, 'extracted');
    asar.extractAll(archive, root);
    const program = startStandIn({
      home: join(folder, 'home'),
      entry: join(root, 'out', 'main', 'desktop.js'),
      conditions: { root },
    });
    try {
      await soon(async () => (await program.call('traffic')).some(({ toPage }) => toPage > 0)).toBe(true);
      await soon(() => program.call('evaluate', 'document.body.innerText')).toContain('Leadline');
      await program.call('quit').catch(() => undefined);
      expect(await program.ended).toBe(0);
    } finally {
      await program.stop();
    }
  });

  it('finds both natives from its own main file', () => {
    const root = join(folder, 'extracted');
    expect(existsSync(root)).toBe(true);
    const from = createRequire(join(root, 'out', 'main', 'desktop.js'));
    const Database = from('better-sqlite3') as new (
      file: string,
    ) => { prepare(sql: string): { get(): unknown } };
    expect(new Database(':memory:').prepare('select 1 as one').get()).toEqual({ one: 1 });
    expect(from.resolve('keytar')).toBe(join(root, 'node_modules', 'keytar', 'lib', 'keytar.js'));
  });
});
