import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 1024 ** 2;
/** The longest text that is looked for, so that none is cut in two. */
const OVERLAP = 256;
const MADE = /create (?:table|view) "((?:raw|staging|core|analytics)\.[a-z_][a-z0-9_]*)"/gi;

/**
 * Relations whose making is written anywhere in a file or its log, read as bytes: where the list of tables can't be reached any
 * more, their names still stand on the pages that hold it. One that was dropped may be among them; better named once too often
 * than lost without a word.
 */
export function namesInBytes({ file }: { readonly file: string }): string[] {
  const found = new Set<string>();
  for (const path of [file, `${file}-wal`]) for (const name of namesIn(path)) found.add(name);
  return [...found];
}

function* namesIn(path: string): Generator<string> {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return;
  }
  try {
    const buffer = Buffer.alloc(PIECE);
    let before = '';
    for (let at = 0; ; ) {
      const got = readPiece(descriptor, buffer, at);
      if (got === 0) return;
      const text = before + buffer.toString('latin1', 0, got);
      for (const [, name = ''] of text.matchAll(MADE)) yield name.toLowerCase();
      before = text.slice(-OVERLAP);
      at += got;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A bad sector ends the reading; what came before it counts. */
function readPiece(descriptor: number, into: Buffer, at: number): number {
  try {
    return readSync(descriptor, into, 0, into.length, at);
  } catch {
    return 0;
  }
}
