import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { listTemplates, readTemplate } from './templates.ts';
import { temporaryFolder } from './testing/folders.ts';
import { quietLog } from './testing/quietLog.ts';
import { codeOf, granted, startWorkspaces, TEMPLATES, wish } from './testing/workbench.ts';

test('the templates are listed with their titles; one that is broken is left out and logged', async () => {
  expect((await listTemplates(TEMPLATES, quietLog())).map(({ id, title }) => [id, title])).toEqual([
    ['amazon-purchases', 'Amazon purchases'],
    ['blank', 'Blank'],
    ['social-to-sales', 'Social to sales'],
  ]);
  const folder = await temporaryFolder();
  for (const [id, text] of Object.entries({ b: 'title: B\ndescription: d\n', a: 'title: A\n', c: ': :' })) {
    await mkdir(join(folder, id));
    await writeFile(join(folder, id, 'template.yml'), text);
  }
  await mkdir(join(folder, 'none'));
  const log = quietLog();
  expect(await listTemplates(folder, log)).toEqual([{ id: 'b', title: 'B', description: 'd' }]);
  expect(log.said).toHaveLength(2);
});

test.each([
  [`Ann's "shop": 🎉 # a, b`, 'ann_s_shop_a_b'],
  ['- [x] {y}', 'x_y'],
  ['yes', 'yes'],
  ['2024', 'workspace_2024'],
  ['$& $1 __ZONE__', '1_zone'],
  ['two\nlines', 'two_lines'],
  ['Crème brûlée', 'creme_brulee'],
  ['日本', 'workspace'],
])('the name %j survives into every file', async (name, project) => {
  const files = new Map(
    (await readTemplate(TEMPLATES, wish('/x', { name }))).map(({ file, text }) => [file, text]),
  );
  expect(parse(files.get('leadline.yml') ?? '')).toEqual({
    name,
    warehouse: { engine: 'sqlite' },
    zone: 'America/New_York',
    currency: 'USD',
    layers: ['raw', 'staging', 'core', 'analytics'],
  });
  expect(parse(files.get('dbt_project.yml') ?? '')).toMatchObject({
    name: /^\d/.test(project) ? `workspace_${project}` : project,
  });
  expect(files.get('README.md')?.split('\n')[0]).toBe(`# ${name.replace('\n', ' ')}`);
});

test('the blank template makes a sound workspace with every folder of the design', async () => {
  const { workspaces, base } = await startWorkspaces();
  const path = join(base, 'shop');
  const made = granted(await workspaces.create(wish(path)));
  expect(made.problems).toEqual([]);
  expect((await readdir(path)).toSorted()).toEqual([
    '.gitignore',
    '.leadline',
    'README.md',
    'dashboards',
    'dbt_project.yml',
    'leadline.yml',
    'macros',
    'models',
    'pipelines',
    'queries',
    'seeds',
    'snapshots',
    'sources',
    'studies',
    'tests',
  ]);
  expect(await readFile(join(path, '.gitignore'), 'utf8')).toContain('.leadline/\n');
  expect(await readFile(join(path, 'leadline.yml'), 'utf8')).not.toMatch(/__[A-Z]+__/);
});

test('an unknown template is refused with the known ones; a path is none', async () => {
  const { workspaces, base } = await startWorkspaces();
  const made = await workspaces.create(wish(join(base, 'shop'), { template: '../blank' }));
  expect(made).toMatchObject({
    ok: false,
    failure: { code: 'TEMPLATE_UNKNOWN', next: 'Choose one of: amazon-purchases, blank, social-to-sales.' },
  });
  expect(codeOf(await workspaces.create(wish(join(base, 'shop'), { template: '' })))).toBe(
    'TEMPLATE_UNKNOWN',
  );
  expect(await readdir(base)).toEqual([]);
});
