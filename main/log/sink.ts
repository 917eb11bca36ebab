import { type RotatingFile, rotatingFile } from './rotatingFile.ts';

/** One entry as written: the id tells the copy in memory from the one in the file. */
export interface Line {
  readonly id: string;
  readonly text: string;
}

export interface Sink {
  append(line: Line): void;
  /** The newest entries, oldest first, whether or not they reached the file. */
  recent(): readonly Line[];
  files(): Promise<string[]>;
  flush(): Promise<void>;
  /** Writes what it can and returns what could not be written. */
  close(): Promise<readonly Line[]>;
}

const IN_MEMORY = 2_000;
const WAITING = 20_000;
const BYTES_PER_WRITE = 256 * 1024;
const SOON_MS = 50;
const AGAIN_MS = 5_000;

/**
 * Writes lines in the background. While the folder can't be written, the newest lines wait in memory and writing is
 * tried again every five seconds; nothing is ever thrown at whoever logs. `onTrouble` is called once.
 */
export function createSink(options: {
  folder: string;
  maxBytes: number;
  keep: number;
  onTrouble: (error: unknown) => void;
}): Sink {
  const file: RotatingFile = rotatingFile(options.folder, options);
  let recent: Line[] = [];
  let waiting: Line[] = [];
  let writing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let failing = false;
  let told = false;
  let closed = false;

  function schedule(): void {
    if (timer !== null || closed) return;
    timer = setTimeout(() => void flush(), failing ? AGAIN_MS : SOON_MS);
    // A process may end while the disk refuses, but not before a healthy disk has its last lines.
    if (failing) timer.unref();
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = firstOf(waiting, Math.min(BYTES_PER_WRITE, options.maxBytes / 2));
      const text = batch.map((line) => `${line.text}\n`).join('');
      try {
        // After a failure the file may end in half a line.
        await file.append(failing ? `\n${text}` : text);
        failing = false;
      } catch (error) {
        failing = true;
        waiting = waiting.slice(-IN_MEMORY);
        if (!told) {
          told = true;
          options.onTrouble(error);
        }
        return;
      }
      const written = new Set(batch);
      waiting = waiting.filter((line) => !written.has(line));
    }
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing ??= drain().finally(() => {
      writing = null;
      if (waiting.length > 0) schedule();
    });
    return writing;
  }

  return {
    append(line) {
      recent.push(line);
      if (recent.length > IN_MEMORY * 2) recent = recent.slice(-IN_MEMORY);
      waiting.push(line);
      if (waiting.length > WAITING) waiting = waiting.slice(-IN_MEMORY);
      schedule();
    },
    recent: () => recent.slice(-IN_MEMORY),
    files: file.files,
    async flush() {
      await writing;
      await flush();
    },
    async close() {
      await writing;
      await flush();
      closed = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      return waiting;
    },
  };
}

/** At least one line, then as many as fit. */
function firstOf(lines: readonly Line[], limit: number): Line[] {
  let size = 0;
  let count = 0;
  for (const line of lines) {
    size += line.text.length;
    if (count > 0 && size > limit) break;
    count += 1;
  }
  return lines.slice(0, count);
}
