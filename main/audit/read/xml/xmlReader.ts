import { unescaped } from './unescaped.ts';

/** What an XML text is told to, element by element. Names come without their prefix. */
export interface XmlSink {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** The text of one element may come in pieces. */
  text(text: string): void;
}

/** By its name without a prefix; read when it is asked for. */
export type Attributes = (name: string) => string | undefined;

export class XmlTrouble extends Error {}

const DEEPEST = 100;
/** Of one tag with its attributes: a formula of a chart or a long address is far below. */
const LONGEST_TAG = 256 * 1024;
const COLON = 58;
const QUOTE = 34;
const APOSTROPHE = 39;
const GREATER = 62;

/**
 * Reads XML as it comes, and keeps no more of it than the tag it is in. Document types, which can make little text much, are refused;
 * workbooks have none.
 */
export class XmlReader {
  private rest = '';
  private readonly sink: XmlSink;
  private readonly within: string[] = [];
  private begun = false;

  constructor(sink: XmlSink) {
    this.sink = sink;
  }

  write(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag === -1) {
        // What could be the beginning of an entity waits for its end.
        const safe = safeEnd(text, at);
        this.told(text.slice(at, safe));
        at = safe;
        break;
      }
      if (tag > at) this.told(text.slice(at, tag));
      at = tag;
      const end = this.markup(text, tag);
      if (end === -1) break;
      at = end;
    }
    this.rest = text.slice(at);
    if (this.rest.length > LONGEST_TAG) throw new XmlTrouble('a tag has no end');
  }

  end(): void {
    if (this.within.length > 0 || !this.begun || this.rest.trim() !== '')
      throw new XmlTrouble('it ends too early');
  }

  /** Where what begins at `<` ends; -1 while its end hasn't come. */
  private markup(text: string, at: number): number {
    const next = text.charCodeAt(at + 1);
    if (Number.isNaN(next)) return -1;
    if (next === 33) return this.declaration(text, at);
    if (next === 63) return after(text, '?>', at);
    const end = tagEnd(text, at + 1);
    if (end === -1) return -1;
    if (next === 47) this.closed(text.slice(at + 2, end).trimEnd());
    else this.opened(text.slice(at + 1, end));
    return end + 1;
  }

  private declaration(text: string, at: number): number {
    const start = text.slice(at, at + 9);
    if (start.startsWith('<!--')) return after(text, '-->', at + 4);
    if (start === '<![CDATA[') {
      const end = text.indexOf(']]>', at);
      if (end === -1) return -1;
      if (this.within.length > 0) this.sink.text(text.slice(at + 9, end));
      return end + 3;
    }
    if (start.length < 9) return -1;
    throw new XmlTrouble('it declares a document type, which workbooks never do');
  }

  private opened(tag: string): void {
    const empty = tag.endsWith('/');
    const inside = empty ? tag.slice(0, -1) : tag;
    const space = firstBlank(inside);
    const name = space === -1 ? inside : inside.slice(0, space);
    if (name === '') throw new XmlTrouble('a tag has no name');
    if (this.within.length >= DEEPEST) throw new XmlTrouble('its elements lie too deep in one another');
    if (this.within.length === 0 && this.begun) throw new XmlTrouble('it has more than one root');
    this.begun = true;
    const plain = local(name);
    this.sink.open(plain, attributesOf(space === -1 ? '' : inside.slice(space)));
    if (empty) this.sink.close(plain);
    else this.within.push(name);
  }

  private closed(name: string): void {
    if (this.within.pop() !== name) throw new XmlTrouble(`</${name.slice(0, 40)}> closes nothing`);
    this.sink.close(local(name));
  }

  private told(text: string): void {
    if (text === '') return;
    if (this.within.length > 0) this.sink.text(unescaped(text));
    // A mark of the byte order may come first.
    else if (text.replace(/^\uFEFF/, '').trim() !== '')
      throw new XmlTrouble('text stands outside of every element');
  }
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? -1 : end + mark.length;
}

/** A > in quotes doesn't end a tag. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}

/** One after another from the beginning: a value may hold what looks like an attribute. */
function attributesOf(text: string): Attributes {
  return (wanted) => {
    let at = 0;
    for (;;) {
      const equals = text.indexOf('=', at);
      if (equals === -1) return undefined;
      let open = equals + 1;
      while (isBlank(text.charCodeAt(open))) open += 1;
      const quote = text.charCodeAt(open);
      const close = quote === QUOTE || quote === APOSTROPHE ? text.indexOf(text.charAt(open), open + 1) : -1;
      if (close === -1) throw new XmlTrouble('an attribute has no value in quotes');
      if (isCalled(wanted, text, at, equals)) return unescaped(text.slice(open + 1, close));
      at = close + 1;
    }
  };
}

/** Whether the name that stands before the equals sign is this one, whatever its prefix. */
function isCalled(wanted: string, text: string, from: number, equals: number): boolean {
  let end = equals;
  while (end > from && isBlank(text.charCodeAt(end - 1))) end -= 1;
  const start = end - wanted.length;
  if (start < from || !text.startsWith(wanted, start)) return false;
  const before = text.charCodeAt(start - 1);
  return start === from || isBlank(before) || before === COLON;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function firstBlank(text: string): number {
  for (let at = 0; at < text.length; at += 1) if (isBlank(text.charCodeAt(at))) return at;
  return -1;
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function safeEnd(text: string, from: number): number {
  const entity = text.lastIndexOf('&');
  return entity >= from && !text.includes(';', entity) ? entity : text.length;
}
