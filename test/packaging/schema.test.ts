import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../resources/build/bundles/modes.ts';

type Config = Record<string, unknown>;

// An internal path of electron-builder, whose version the lock file pins; its public entry would start a build.
const require = createRequire(import.meta.url);
const { validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
  validateConfiguration(config: Config, log: unknown): Promise<void>;
};
const { DebugLogger } = require('builder-util') as { DebugLogger: new (enabled: boolean) => unknown };

const validate = (config: Config): Promise<void> => validateConfiguration(config, new DebugLogger(false));
const read = (): Config => parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')) as Config;

describe('electron-builder.yml', () => {
  it('is what electron-builder understands', async () => {
    await expect(validate(read())).resolves.toBeUndefined();
  });

  it.each([
    ['at the top', 'electronFuse', (config: Config) => ({ ...config, electronFuse: {} })],
    ['inside a platform', 'linux', (config: Config) => ({ ...config, linux: { categry: 'Office' } })],
    [
      'among the fuses',
      'electronFuses',
      (config: Config) => ({ ...config, electronFuses: { runAsNod: false } }),
    ],
  ])('would be refused with an unknown key %s', async (_where, named, plant) => {
    await expect(validate(plant(read()))).rejects.toThrow(
      new RegExp(`does not match the API schema[^]*${named}`),
    );
  });

  it('makes every promised kind of package', () => {
    const { mac, win, linux } = read() as Record<string, { target: { target: string }[] }>;
    expect([mac, win, linux].map((platform) => platform?.target.map(({ target }) => target))).toEqual([
      ['dmg'],
      ['nsis'],
      ['AppImage', 'deb'],
    ]);
  });

  it('hardens the runtime on macOS and allows it only what V8 needs', () => {
    const mac = read()['mac'] as { hardenedRuntime: boolean; entitlements: string };
    expect(mac.hardenedRuntime).toBe(true);
    const allowed = readFileSync(join(ROOT, mac.entitlements), 'utf8').matchAll(/<key>(.*?)<\/key>/g);
    expect([...allowed].map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit']);
  });
});
