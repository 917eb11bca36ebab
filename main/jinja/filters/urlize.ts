import { escapeHtml } from '../python/characters.ts';

interface Linking {
  readonly limit: number | null;
  readonly rel: string;
  readonly target: string | null;
  readonly schemes: readonly string[];
}

const REST = '(?::\\d{1,5})?(?:[/?#]\\S*)?$';
const HOST = '(?:[\\w%-]+\\.)*(?:[a-z]{2,63}|xn--[\\w%]{2,59})';
const NUMBERS = '(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[\\da-f:]{3,39}\\])';
const WEB = new RegExp(`^(?:(?:https?://|www\\.)${HOST}|https?://${NUMBERS})${REST}`, 'i');
const BARE = new RegExp(`^(?:[\\w%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)${REST}`, 'i');
const MAIL = /^[^\s@:]+@[A-Za-z0-9._-]+\.[A-Za-z0-9._-]+$/;
const LEADING = /^(?:[([<]|&lt;)+/;
const TRAILING = /(?:[)\].,>\n]|&gt;)+$/;

/** Turns addresses in a text into links. */
export function urlize(text: string, how: Linking): string {
  const attributes = `${how.rel === '' ? '' : ` rel="${escapeHtml(how.rel)}"`}${how.target === null ? '' : ` target="${escapeHtml(how.target)}"`}`;
  return escapeHtml(text)
    .split(/(\s+)/)
    .map((word) => linked(word, how, attributes))
    .join('');
}

function linked(word: string, how: Linking, attributes: string): string {
  const head = LEADING.exec(word)?.[0] ?? '';
  let middle = word.slice(head.length);
  let tail = TRAILING.exec(middle)?.[0] ?? '';
  middle = middle.slice(0, middle.length - tail.length);
  // A bracket that was opened inside the address is closed inside it.
  for (const [open, close] of [
    ['(', ')'],
    ['<', '>'],
    ['&lt;', '&gt;'],
  ] as const) {
    const lacking = middle.split(open).length - middle.split(close).length;
    for (let count = 0; count < lacking && tail.includes(close); count += 1) {
      const cut = tail.indexOf(close) + close.length;
      middle += tail.slice(0, cut);
      tail = tail.slice(cut);
    }
  }
  return head + link(middle, how, attributes) + tail;
}

function link(address: string, { limit, schemes }: Linking, attributes: string): string {
  const shown = limit !== null && address.length > limit ? `${address.slice(0, limit)}...` : address;
  if (WEB.test(address)) {
    const href = /^https?:\/\//i.test(address) ? address : `https://${address}`;
    return `<a href="${href}"${attributes}>${shown}</a>`;
  }
  if (BARE.test(address)) return `<a href="https://${address}"${attributes}>${shown}</a>`;
  if (address.startsWith('mailto:') && MAIL.test(address.slice(7)))
    return `<a href="${address}">${address.slice(7)}</a>`;
  if (MAIL.test(address) && !address.startsWith('www.')) return `<a href="mailto:${address}">${address}</a>`;
  if (schemes.some((scheme) => address !== scheme && address.startsWith(scheme)))
    return `<a href="${address}"${attributes}>${shown}</a>`;
  return address;
}
