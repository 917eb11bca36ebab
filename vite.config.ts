import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { ownThreads } from './resources/build/bundles/ownThreads.ts';
import { sqlParserFile } from './resources/build/bundles/sqlParserFile.ts';

const root = import.meta.dirname;
const builtins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
/** Native modules and the runtime stay outside the bundle; everything pure is bundled, so the package carries no node_modules of it. */
const outside = ['electron', 'better-sqlite3', 'keytar', ...builtins];

const main: UserConfig = {
  plugins: [ownThreads(), sqlParserFile()],
  build: {
    outDir: resolve(root, 'out/main'),
    target: 'node24',
    minify: false,
    sourcemap: false,
    emptyOutDir: true,
    lib: { entry: { desktop: resolve(root, 'main/app/desktop.ts') }, formats: ['es'] },
    // CommonJS in the bundle asks for Node's own modules; only on this platform does it get a `require` that finds them.
    rolldownOptions: { platform: 'node', external: outside, output: { entryFileNames: '[name].js' } },
  },
  resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
  ssr: { noExternal: true },
};

const preload: UserConfig = {
  build: {
    outDir: resolve(root, 'out/preload'),
    target: 'chrome140',
    minify: false,
    emptyOutDir: true,
    lib: { entry: resolve(root, 'preload/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
};

const renderer: UserConfig = {
  root: resolve(root, 'renderer'),
  publicDir: resolve(root, 'renderer/app/static'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: resolve(root, 'out/renderer'),
    target: 'chrome140',
    emptyOutDir: true,
    sourcemap: false,
    chunkSizeWarningLimit: 1500,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
};

export default defineConfig(({ mode }): UserConfig => {
  const config = { main, preload, renderer }[mode];
  if (!config) throw new Error(`There is no build called "${mode}": choose main, preload or renderer.`);
  return { publicDir: false, logLevel: 'warn', ...config };
});
