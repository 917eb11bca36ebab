import { createHash } from 'node:crypto';
import type { Captured } from './nodes.ts';
import { canonicalText, type Plain, type PlainMap } from './plain.ts';
import type { ProjectProblem } from './problem.ts';
import type { CaptureFault } from './render/capture.ts';
import type { Located } from './yaml/located.ts';

/** What a capturing pass over one node came to. */
export interface Outcome {
  readonly config: PlainMap;
  readonly captured: Captured;
  readonly fault: CaptureFault | null;
  readonly problems: readonly ProjectProblem[];
}

/**
 * What one reading of a project leaves for the next, so that after an edit only what the edit touches is evaluated
 * again. An entry holds as long as everything it was made from is the same; the macros it called are among that.
 */
export interface Memory {
  /** A new reading begins. What the last one didn't use is forgotten. */
  begin(): void;
  yaml(file: string, text: string, read: () => YamlOutcome): YamlOutcome;
  outcome(
    key: string,
    madeFrom: Plain,
    macroHash: (uniqueId: string) => string | undefined,
    make: () => Promise<Outcome>,
  ): Promise<Outcome>;
}

export interface YamlOutcome {
  readonly located: Located | null;
  readonly problems: readonly ProjectProblem[];
}

interface Kept {
  readonly signature: string;
  readonly macros: readonly (readonly [string, string | undefined])[];
  readonly outcome: Outcome;
}

export function createMemory(): Memory {
  const files = createGenerations<{ text: string; outcome: YamlOutcome }>();
  const outcomes = createGenerations<Kept>();
  return {
    begin() {
      files.begin();
      outcomes.begin();
    },
    yaml(file, text, read) {
      const known = files.get(file);
      const outcome = known?.text === text ? known.outcome : read();
      files.set(file, { text, outcome });
      return outcome;
    },
    async outcome(key, madeFrom, macroHash, make) {
      const signature = createHash('sha256').update(canonicalText(madeFrom)).digest('base64');
      const known = outcomes.get(key);
      const holds =
        known !== undefined &&
        known.signature === signature &&
        known.macros.every(([id, hash]) => macroHash(id) === hash);
      const outcome = holds ? known.outcome : await make();
      const macros = outcome.captured.macros.map((id) => [id, macroHash(id)] as const);
      outcomes.set(key, { signature, macros, outcome });
      return outcome;
    },
  };
}

function createGenerations<T>() {
  let earlier = new Map<string, T>();
  let current = new Map<string, T>();
  return {
    begin() {
      earlier = current;
      current = new Map();
    },
    get: (key: string): T | undefined => current.get(key) ?? earlier.get(key),
    set: (key: string, value: T) => {
      current.set(key, value);
    },
  };
}
