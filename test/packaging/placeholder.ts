import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What marks the fuses inside Electron's executable, as @electron/fuses looks for them. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 9;

/**
 * A folder shaped like Electron's own for Linux, with nothing that runs. Its executable carries a real fuse wire with
 * every fuse the wrong way round for us, so that a fuse found right was set by packaging. There is no
 * default_app.asar: an invalid one stops the integrity step.
 */
export function makePlaceholderRuntime(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const wire = Buffer.concat([
    Buffer.from('not a program '),
    Buffer.from(SENTINEL),
    Buffer.from([1, FUSES]),
    Buffer.from('101100110'),
    Buffer.from(' the end'),
  ]);
  writeFileSync(join(folder, 'electron'), wire, { mode: 0o755 });
  writeFileSync(join(folder, 'chrome-sandbox'), 'placeholder', { mode: 0o755 });
  writeFileSync(join(folder, 'LICENSE'), 'placeholder');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'placeholder');
  writeFileSync(join(folder, 'version'), '45.4.1');
  writeFileSync(join(folder, 'locales', 'en-US.pak'), 'placeholder');
}
