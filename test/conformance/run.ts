import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Kind, Outcome, ReferenceCase } from './kind.ts';
import { KINDS } from './kinds.ts';

/** `conformance <kind> [--target T] <file or folder>…`: a line a case, and `N passed, N failed` at the end. */
const SHOWN_REASONS = 5;

const { kindName, target, places } = wishOf(process.argv.slice(2));
const load = kindName !== undefined && Object.hasOwn(KINDS, kindName) ? KINDS[kindName] : undefined;
const kind = await load?.();
if (kind === undefined || places.length === 0) {
  console.error(
    `usage: npm run -s conformance -- <${Object.keys(KINDS).join(' | ')}> [--target T] <file or folder>…`,
  );
  process.exitCode = 1;
} else if (target !== undefined && !kind.targets?.includes(target)) {
  console.error(`--target of ${kindName} is ${kind.targets?.join(' or ') ?? 'nothing: it has none'}`);
  process.exitCode = 1;
} else {
  try {
    process.exitCode = await runAll(kind, places);
  } finally {
    await kind.close?.();
  }
}

function wishOf(args: readonly string[]) {
  const words = args.flatMap((word) => (word.startsWith('--target=') ? ['--target', word.slice(9)] : [word]));
  const at = words.indexOf('--target');
  const target = at < 0 ? undefined : (words[at + 1] ?? '');
  const [kindName, ...places] = at < 0 ? words : words.toSpliced(at, 2);
  return { kindName, target, places };
}

async function runAll(kind: Kind, places: readonly string[]): Promise<number> {
  let passed = 0;
  let failed = 0;
  let leftOut = 0;
  for (const place of places) {
    // npm changes to the project's folder; a path means what it meant where it was typed.
    const path = resolve(process.env['INIT_CWD'] ?? '.', place);
    const cases = existsSync(path) ? await kind.casesIn(path, target) : [];
    if (cases.length === 0) {
      failed += 1;
      console.log(`✗ ${place}: ${existsSync(path) ? 'holds no case of this kind' : 'is not there'}`);
    }
    for (const one of cases) {
      const outcome = await runOne(one);
      if ('leftOut' in outcome) leftOut += 1;
      else if (outcome.passed) passed += 1;
      else failed += 1;
      console.log(lineOf(one.name, outcome));
    }
  }
  console.log(`${passed} passed, ${failed} failed${leftOut === 0 ? '' : `, ${leftOut} left out`}`);
  return failed === 0 ? 0 : 1;
}

async function runOne(one: ReferenceCase): Promise<Outcome> {
  try {
    return await one.run();
  } catch (thrown) {
    return {
      passed: false,
      reasons: [thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)],
    };
  }
}

function lineOf(name: string, outcome: Outcome): string {
  if ('leftOut' in outcome) return `– ${name} left out: ${outcome.leftOut}`;
  if (outcome.passed) return `✓ ${name}${outcome.note === undefined ? '' : ` (${outcome.note})`}`;
  const shown = outcome.reasons.slice(0, SHOWN_REASONS);
  const more = outcome.reasons.length - shown.length;
  const lines = more > 0 ? [...shown, `and ${more} more`] : shown;
  return [`✗ ${name}`, ...lines.map((reason) => `    ${reason}`)].join('\n');
}
