import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBuiltInMacros } from '../../main/models/compile/builtInMacros.ts';
import type { BuiltInMacros } from '../../main/models/project/options.ts';
import { createProjectReader } from '../../main/models/project/readProject.ts';
import { createRandom, edit, newWorld } from './kept/editedProject.ts';
import { compileAll, readWorld, type Shown, writeWorld } from './kept/twoReadings.ts';

const MACROS = new URL('../../resources/macros/', import.meta.url).pathname;
const ROUNDS = 60;

let folder = '';
let builtIn: readonly BuiltInMacros[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
  builtIn = await readBuiltInMacros(MACROS, 'postgres');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The very object of the time before: it was not rendered again. */
function isKept(before: Shown | undefined, now: Shown | undefined): boolean {
  return (
    before?.compiled.ok === true && now?.compiled.ok === true && before.compiled.value === now.compiled.value
  );
}

describe.each([1, 2, 3, 4])('after whatever edits, seed %i', (seed) => {
  it('shows of every node what a first reading shows', async () => {
    const random = createRandom(seed);
    const world = newWorld(random);
    const reader = createProjectReader();
    let before: ReadonlyMap<string, Shown> = new Map();
    let kept = 0;
    let compiled = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const goOn = round % 3 > 0;
      for (let edits = random.below(3); edits >= 0 && round > 0; edits -= 1) edit(world, random);
      await writeWorld(folder, world);
      const shown = await compileAll(await readWorld(reader, folder, world, builtIn), world, round, goOn);
      const first = await readWorld(createProjectReader(), folder, world, builtIn);
      expect({ round, ...Object.fromEntries(shown) }).toEqual({
        round,
        ...Object.fromEntries(await compileAll(first, world, round, goOn)),
      });
      for (const [id, now] of shown) kept += isKept(before.get(id), now) ? 1 : 0;
      compiled += [...shown.values()].filter((one) => one.compiled.ok).length;
      before = shown;
    }
    expect(kept).toBeGreaterThan(ROUNDS);
    expect(compiled).toBeGreaterThan(kept + ROUNDS);
  });
});
