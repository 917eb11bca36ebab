import type { Place } from '../component.ts';

export type Scalar = null | boolean | number | bigint | string;

/** A value of the file that remembers where it stands. Never changed, so that what is referred to twice can be one value. */
export interface Located {
  readonly at: Place;
  readonly content:
    | { readonly kind: 'scalar'; readonly value: Scalar }
    | { readonly kind: 'list'; readonly items: readonly Located[] }
    | { readonly kind: 'map'; readonly entries: Entries };
}
export type Entries = ReadonlyMap<string, Located>;

/** Something in the file that can't be read as meant, thrown within this folder and answered as a failure. */
export class ManifestFault extends Error {
  readonly at: Place;

  constructor(at: Place, message: string) {
    super(message);
    this.at = at;
  }
}

export function entriesOf(located: Located | undefined): Entries {
  return located?.content.kind === 'map' ? located.content.entries : new Map();
}

export function textOf(located: Located | undefined): string | null {
  if (located?.content.kind !== 'scalar') return null;
  const { value } = located.content;
  return typeof value === 'string' ? value : null;
}

/** What Python takes for false: a parameter fills such a member as if it weren't there. */
export function isEmpty({ content }: Located): boolean {
  if (content.kind === 'list') return content.items.length === 0;
  if (content.kind === 'map') return content.entries.size === 0;
  return !content.value;
}
