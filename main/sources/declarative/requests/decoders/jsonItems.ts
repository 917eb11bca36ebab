import type { Json } from '../../../json.ts';
import type { Decoder } from '../../parts.ts';
import { jsonDecoder } from './json.ts';

/** The members of a list inside one JSON value, each on its own. The value is held whole, within the bounds of a body. */
export function jsonItemsDecoder(path: string): Decoder {
  const steps = path.split('.');
  return {
    whole: false,
    async *decode(pieces) {
      for await (const value of jsonDecoder.decode(pieces)) {
        let at: Json | undefined = value;
        for (const step of steps) {
          if (typeof at !== 'object' || at === null || Array.isArray(at)) return;
          at = Object.hasOwn(at, step) ? (at as { readonly [name: string]: Json })[step] : undefined;
        }
        if (Array.isArray(at)) yield* at as readonly Json[];
      }
    },
  };
}
