import type { Json } from '../../json.ts';
import { ContentHash } from './contentHash.ts';

/** Pages in a row that bring nothing new: a vendor may send one twice, but not this often. */
const IN_A_ROW = 5;
/** Kept of a slice, so that memory stays flat; a circle longer than that many pages is not found. */
const MOST_KEPT = 50_000;

/**
 * Whether paging goes in a circle. Asking the same again and being given the same again can never end. Being given, page after
 * page, what other pages held means that the vendor doesn't look at what is asked. The same token with other records is fine:
 * some vendors keep one and move on by themselves.
 */
export class Repeats {
  readonly #answers = new Set<string>();
  readonly #contents = new Set<number>();
  #withoutNews = 0;

  /** Null: it goes on. Otherwise why it never would. */
  seen(token: Json, content: ContentHash): string | null {
    const hash = content.value();
    const asked = `${hash}:${describe(token)}`;
    if (this.#answers.has(asked)) {
      return token === null
        ? 'the first page was asked for and sent twice'
        : `the page ${short(token)} was asked for twice, and the same came both times`;
    }
    if (this.#answers.size < MOST_KEPT) this.#answers.add(asked);
    if (content.records === 0) return null;
    if (!this.#contents.has(hash)) {
      if (this.#contents.size < MOST_KEPT) this.#contents.add(hash);
      this.#withoutNews = 0;
      return null;
    }
    this.#withoutNews += 1;
    return this.#withoutNews < IN_A_ROW
      ? null
      : `${IN_A_ROW} pages in a row held only what earlier ones held, up to page ${short(token)}`;
  }
}

/** Tokens may be whole states of many kilobytes. */
function describe(token: Json): string {
  const text = typeof token === 'object' ? stable(token) : `${typeof token}${token}`;
  if (text.length <= 64) return text;
  const hash = new ContentHash();
  hash.add(text);
  return `#${hash.value()}`;
}

function stable(token: Json): string {
  return JSON.stringify(token, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}

function short(token: Json): string {
  const text = typeof token === 'object' ? stable(token) : String(token);
  const shown = text.replace(/\?.*/s, '?…');
  return shown.length <= 60 ? shown : `${shown.slice(0, 59)}…`;
}
