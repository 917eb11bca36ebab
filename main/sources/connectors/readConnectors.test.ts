import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formFields } from './formFields.ts';
import { findConnector, readConnectors } from './readConnectors.ts';

const SHIPPED = join(import.meta.dirname, '../../../resources/connectors');
const SMALL = `version: 6.60.0
streams:
  - { type: DeclarativeStream, name: things, retriever: { type: SimpleRetriever } }
`;

let own: string;
beforeEach(async () => {
  own = await mkdtemp(join(tmpdir(), 'leadline-connectors-'));
});
afterEach(async () => rm(own, { recursive: true, force: true }));

it('every connector that is shipped can be read, and what we say of its streams is of streams it has', async () => {
  const { connectors, broken } = await readConnectors({ shipped: SHIPPED, own: null });
  expect(broken).toEqual([]);
  expect(connectors.length).toBeGreaterThan(10);
  for (const { name, facts, manifest } of connectors) {
    const streams = manifest.streams.map(({ members }) => String(members['name']));
    const named = facts.terms.never_stored.flatMap((path) =>
      path.includes(':') ? [path.split(':')[0] ?? ''] : [],
    );
    const unknown = [...Object.keys(facts.streams), ...named].filter((one) => !streams.includes(one));
    expect([name, manifest.dynamicStreams.length > 0 ? [] : unknown]).toEqual([name, []]);
    for (const field of formFields(manifest.spec.schema)) expect(field.title, name).not.toBe('');
    expect(
      facts.keyless && JSON.stringify(formFields(manifest.spec.schema)).includes('"secret":true'),
      name,
    ).toBe(false);
  }
  expect(connectors.map(({ facts }) => facts.keyless)).toEqual(
    [...connectors.map(({ facts }) => facts.keyless)].sort((a, b) => Number(b) - Number(a)),
  );
});

it('one of the workspace comes in place of a shipped one, and one that is broken stops no other', async () => {
  await writeFile(join(own, 'dummyjson.yml'), SMALL);
  await writeFile(join(own, 'source-my_shop.yaml'), SMALL);
  await writeFile(
    join(own, 'bad.yml'),
    `${SMALL}leadline:\n  title: Bad\n  terms: { retention_days: soon }\n`,
  );
  await writeFile(join(own, 'Wrong Name.yml'), SMALL);
  const { connectors, broken } = await readConnectors({ shipped: SHIPPED, own });
  expect(connectors.filter(({ name }) => name === 'dummyjson')).toMatchObject([{ origin: 'workspace' }]);
  expect(connectors.find(({ name }) => name === 'source-my_shop')?.facts.title).toBe('My shop');
  expect(broken.map(({ name, failure }) => [name, failure.code])).toEqual([
    ['Wrong Name', 'FILE_UNREADABLE'],
    ['bad', 'MANIFEST_INVALID'],
  ]);
  const bad = broken[1]?.failure.problems;
  expect(bad).toMatchObject([
    { file: 'connectors/bad.yml', line: 4, message: 'leadline.summary is missing' },
    { line: 6 },
  ]);
  expect(await findConnector('../secret', { shipped: SHIPPED, own })).toMatchObject({ ok: false });
});
