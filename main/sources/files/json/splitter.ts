export const DEEPEST = 100;
export const LONGEST_RECORD = 16 * 1024 ** 2;

/** A document nobody can go on reading after this point. */
export class BrokenJson extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

/** lines: one record a line; values: records one after another; list: `[…]`; data: `{ "data": […] }`. */
export type JsonShape = 'lines' | 'values' | 'list' | 'data';

export interface JsonText {
  readonly line: number;
  readonly text: string;
}

const LF = 10;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Cuts a stream of JSON into its records without building the document. Only brackets, strings and line ends are looked at; each
 * record is parsed by itself afterwards.
 */
export class JsonSplitter {
  records: JsonText[] = [];

  #rest = '';
  #line = 1;
  #state: 'begin' | 'records' | 'wrapper' | 'end' = 'begin';
  readonly #shape: JsonShape;
  /** Whether the object around a list is still to be closed. */
  #wrapped = false;

  constructor(shape: JsonShape) {
    this.#shape = shape;
    if (shape === 'lines' || shape === 'values') this.#state = 'records';
  }

  push(text: string, last: boolean): void {
    const source = this.#rest === '' ? text : this.#rest + text;
    this.#rest = '';
    let at = 0;
    while (at < source.length) {
      const next = this.#step(source, at, last);
      if (next === -1) {
        this.#rest = source.slice(at);
        if (this.#rest.length > LONGEST_RECORD)
          throw new BrokenJson(this.#line, 'has a record longer than 16 MB');
        break;
      }
      at = next;
    }
    if (!last) return;
    const complete = this.#shape === 'lines' || this.#shape === 'values' || this.#state === 'end';
    if (!complete || this.#wrapped) throw new BrokenJson(this.#line, 'ends before its list is closed');
  }

  /** Where to go on, or -1 when more text is needed. */
  #step(source: string, at: number, last: boolean): number {
    const code = source.charCodeAt(at);
    if (code === LF) {
      this.#line += 1;
      return at + 1;
    }
    if (isSpace(code)) return at + 1;
    switch (this.#state) {
      case 'begin':
        return this.#begin(at, code);
      case 'wrapper':
        return this.#findList(source, at, last);
      case 'end':
        return this.#finish(source, at, code, last);
      case 'records':
        if (this.#shape === 'lines') return this.#wholeLine(source, at, last);
        if (this.#shape === 'values') return this.#record(source, at, last);
        if (code === COMMA) return at + 1;
        if (code !== CLOSE_LIST) return this.#record(source, at, last);
        this.#state = 'end';
        return at + 1;
    }
  }

  #begin(at: number, code: number): number {
    if (code !== (this.#shape === 'list' ? OPEN_LIST : OPEN_OBJECT))
      throw new BrokenJson(
        this.#line,
        `does not begin with ${this.#shape === 'list' ? 'a list' : 'an object'}`,
      );
    this.#wrapped = this.#shape === 'data';
    this.#state = this.#wrapped ? 'wrapper' : 'records';
    return at + 1;
  }

  /** A line that isn't JSON spoils no other. */
  #wholeLine(source: string, at: number, last: boolean): number {
    const lineEnd = source.indexOf('\n', at);
    if (lineEnd === -1 && !last) return -1;
    const text = source.slice(at, lineEnd === -1 ? source.length : lineEnd);
    if (text.length > LONGEST_RECORD) throw new BrokenJson(this.#line, 'has a record longer than 16 MB');
    endOfValue(text, 0, this.#line);
    this.records.push({ line: this.#line, text });
    return at + text.length;
  }

  /** Past the members before `data`, up to the inside of its list. */
  #findList(source: string, at: number, last: boolean): number {
    if (source.charCodeAt(at) === COMMA) return at + 1;
    const key = endOfValue(source, at, this.#line);
    if (key === -1) return last ? this.#cut() : -1;
    const colon = source.slice(key).search(/\S/);
    if (colon === -1) return last ? this.#cut() : -1;
    if (source[key + colon] !== ':') throw new BrokenJson(this.#line, 'has a name without a value');
    const gap = source.slice(key + colon + 1).search(/\S/);
    if (gap === -1) return last ? this.#cut() : -1;
    const value = key + colon + 1 + gap;
    if (source.slice(at, key) === '"data"' && source.charCodeAt(value) === OPEN_LIST) {
      this.#countLines(source, at, value);
      this.#state = 'records';
      return value + 1;
    }
    const end = endOfValue(source, value, this.#line);
    if (end === -1) return last ? this.#cut() : -1;
    this.#countLines(source, at, end);
    return end;
  }

  #finish(source: string, at: number, code: number, last: boolean): number {
    if (!this.#wrapped) throw new BrokenJson(this.#line, 'goes on after its list is closed');
    if (code === CLOSE_OBJECT) {
      this.#wrapped = false;
      return at + 1;
    }
    // What the object says after its list, such as the next page's cursor, is no record.
    if (code === COMMA || code === COLON) return at + 1;
    const end = endOfValue(source, at, this.#line);
    if (end === -1) return last ? this.#cut() : -1;
    this.#countLines(source, at, end);
    return end;
  }

  #record(source: string, at: number, last: boolean): number {
    const end = endOfValue(source, at, this.#line);
    // A bare number at the very end has nothing behind it that ends it.
    if (end === -1 && !last) return -1;
    if (end === -1 && isBracket(source.charCodeAt(at))) return this.#cut();
    const until = end === -1 ? source.length : end;
    this.records.push({ line: this.#line, text: source.slice(at, until) });
    this.#countLines(source, at, until);
    return until;
  }

  #countLines(source: string, from: number, to: number): void {
    for (let at = source.indexOf('\n', from); at !== -1 && at < to; at = source.indexOf('\n', at + 1))
      this.#line += 1;
  }

  #cut(): never {
    throw new BrokenJson(this.#line, 'ends in the middle of a record');
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 13 || code === 0xfeff || code === 30;
}

function isBracket(code: number): boolean {
  return code === OPEN_OBJECT || code === OPEN_LIST || code === QUOTE;
}

/** After the value that begins here; -1 when its end isn't in sight. */
export function endOfValue(source: string, from: number, line: number): number {
  const first = source.charCodeAt(from);
  if (!isBracket(first)) return endOfScalar(source, from);
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(source, at);
      if (at === -1) return -1;
      if (depth === 0) return at + 1;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      depth += 1;
      if (depth > DEEPEST) throw new BrokenJson(line, `is nested more than ${DEEPEST} levels deep`);
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

function endOfScalar(source: string, from: number): number {
  const length = source.slice(from, from + 1_000_000).search(/[\s,:\]}]/);
  if (length === 0) return from + 1;
  return length === -1 ? -1 : from + length;
}

/** The closing quote of the string that begins here. */
function endOfString(source: string, from: number): number {
  for (let at = source.indexOf('"', from + 1); at !== -1; at = source.indexOf('"', at + 1)) {
    let slashes = 0;
    while (source.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}
