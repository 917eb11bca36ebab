/**
 * Given to Node with `--import`, this makes `electron` mean the stand-in beside it. The program under it is the built
 * one, unchanged; only the runtime is played.
 */
import { registerHooks } from 'node:module';
import { PLAYED_VERSION } from './version.ts';

const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

Object.defineProperty(process.versions, 'electron', { value: PLAYED_VERSION, enumerable: true });
