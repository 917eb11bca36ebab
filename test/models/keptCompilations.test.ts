import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBuiltInMacros } from '../../main/models/compile/builtInMacros.ts';
import { createRendering } from '../../main/models/compile/createRendering.ts';
import type { Rendering, RenderingOptions } from '../../main/models/compile/rendering.ts';
import type { BuiltInMacros } from '../../main/models/project/options.ts';
import { createProjectReader } from '../../main/models/project/readProject.ts';
import { createRandom, edit, MOVING, newWorld } from './kept/editedProject.ts';
import { compileAll, lineOf, readWorld, type Shown, surroundingsOf, writeWorld } from './kept/twoReadings.ts';

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
      for (let edits = random.below(2); edits >= 0 && round > 0; edits -= 1) edit(world, random);
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
    expect(kept).toBeGreaterThan(5 * ROUNDS);
    expect(compiled).toBeGreaterThan(kept + ROUNDS);
  });
});

describe('of a model that is read a second time', () => {
  const world = newWorld(createRandom(5));

  /** Renderings of one model, each in a reading of its own. */
  async function modelOf(text: string): Promise<(options?: RenderingOptions) => Promise<Rendering>> {
    world.files.clear();
    world.files.set('dbt_project.yml', 'name: shop\nvars: {shade: red}\n').set('models/one.sql', text);
    world.files.set('models/words.md', '{% docs words %}words{% enddocs %}');
    await writeWorld(folder, world);
    const reader = createProjectReader();
    return async (options) => {
      const project = await readWorld(reader, folder, world, builtIn);
      const node = project.nodes.get('model.shop.one');
      if (node === undefined) throw new Error('The model is there.');
      return createRendering(surroundingsOf(project, world, 1), node, lineOf(world), options);
    };
  }
  const compiledBy = async (rendering: Rendering) => {
    const compiled = await rendering.compile();
    if (!compiled.ok) throw new Error(compiled.failure.message);
    return compiled.value;
  };

  it('what stays the same is not rendered again', async () => {
    const model = await modelOf("select '{{ var('shade') }}' as shade");
    const first = await compiledBy(await model());
    expect(first.sql).toBe("select 'red' as shade");
    expect(await compiledBy(await model())).toBe(first);
  });

  it.each([...MOVING, '{{ [1, 2, 3] | random }}'])('%s is', async (moving) => {
    const model = await modelOf(`select ${moving}`);
    const first = await compiledBy(await model());
    expect(await compiledBy(await model())).not.toBe(first);
  });

  it('its relation has moved where a macro that names relations says so', async () => {
    const model = await modelOf('select {{ this }}');
    expect((await compiledBy(await model())).sql).toBe('select "shop"."core"."one"');
    world.files.set('macros/name.sql', '{% macro generate_schema_name(custom, node) %}red{% endmacro %}');
    await writeWorld(folder, world);
    expect((await compiledBy(await model())).sql).toBe('select "shop"."red"."one"');
    world.files.set('macros/name.sql', '{% macro generate_schema_name(custom, node) %}green{% endmacro %}');
    await writeWorld(folder, world);
    expect((await compiledBy(await model())).sql).toBe('select "shop"."green"."one"');
  });

  it('a unit test gets its own answers, and nobody gets them after it', async () => {
    const model = await modelOf("select '{{ var('shade') }}' as shade");
    const overrides = { macros: {}, vars: { shade: 'blue' }, envVars: {} };
    const first = await compiledBy(await model());
    expect((await compiledBy(await model({ overrides }))).sql).toBe("select 'blue' as shade");
    expect(await compiledBy(await model())).toBe(first);
    const other = await modelOf("select '{{ var('shade') }}' as shade");
    await compiledBy(await other({ overrides }));
    expect((await compiledBy(await other())).sql).toBe("select 'red' as shade");
  });

  it('what a hook left changed is kept for nobody else', async () => {
    const model = await modelOf('select * from {{ target.schema }}.orders');
    const hooked = await model();
    await hooked.render("{% do target.update({'schema': 'changed'}) %}", {
      file: 'hook',
      line: 1,
      column: 1,
    });
    expect((await compiledBy(hooked)).sql).toBe('select * from changed.orders');
    expect((await compiledBy(await model())).sql).toBe('select * from core.orders');
  });
});
