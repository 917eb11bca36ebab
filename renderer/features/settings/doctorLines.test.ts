import { expect, it } from 'vitest';
import type { DoctorLine } from '../../../shared/contract/app.ts';
import { reportOf, summaryOf, worstFirst } from './doctorLines.ts';

const node: DoctorLine = { id: 'node', label: 'Node', state: 'ok', detail: '24.21.0' };
const disk: DoctorLine = {
  id: 'disk',
  label: 'Disk',
  state: 'warning',
  detail: '1 GB free.',
  next: 'Make room.',
};
const vault: DoctorLine = { id: 'vault', label: 'Vault', state: 'broken', detail: 'No keychain.' };

it('puts what is broken first and keeps the order otherwise', () => {
  expect(worstFirst([node, disk, vault, { ...node, id: 'sqlite' }]).map(({ id }) => id)).toEqual([
    'vault',
    'disk',
    'node',
    'sqlite',
  ]);
});

it('counts what needs attention', () => {
  expect(summaryOf([node])).toBe('Everything is well, 1 examined.');
  expect(summaryOf([node, disk, vault])).toBe('1 broken, 1 warning, 1 well.');
  expect(summaryOf([disk, disk])).toBe('2 warnings, 0 well.');
});

it('tells the same as plain text', () => {
  expect(reportOf([node, disk])).toBe('warning: Disk: 1 GB free. Make room.\nok: Node: 24.21.0');
});
