import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../resources/build/bundles/modes.ts';
import type { RuntimePlace } from '../../resources/build/start/runtime.ts';

export interface Mirror {
  readonly place: RuntimePlace;
  /** Makes this archive the one whose checksum the installer accepts. */
  trust(archive: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** The real installer of the electron package in a folder of its own, pointed at a server on loopback. */
export async function openMirror(answer: RequestListener): Promise<Mirror> {
  const root = await mkdtemp(join(tmpdir(), 'leadline-mirror-'));
  const electron = join(root, 'electron');
  await mkdir(electron);
  for (const file of ['install.js', 'package.json', 'checksums.json'])
    await copyFile(join(ROOT, 'node_modules', 'electron', file), join(electron, file));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');

  const server = createServer(answer);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const { port } = server.address() as AddressInfo;
  return {
    place: { electron, env: environment(root, port) },
    async trust(archive) {
      const { version } = (await import('electron/package.json', { with: { type: 'json' } })).default;
      const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
      const sum = createHash('sha256').update(archive).digest('hex');
      await writeFile(join(electron, 'checksums.json'), JSON.stringify({ [name]: sum }));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((settle) => server.close(settle));
      await rm(root, { recursive: true, force: true });
    },
  };
}

function environment(root: string, port: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    SystemRoot: process.env['SystemRoot'],
    HOME: root,
    ELECTRON_MIRROR: `http://127.0.0.1:${port}/`,
    electron_config_cache: join(root, 'cache'),
  };
}
