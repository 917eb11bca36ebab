import { expect, it } from 'vitest';
import { fail } from '../../../../shared/errors/failure.ts';
import type { WorkspaceModels } from '../workspaceModels.ts';
import { createProjectMemory } from './projectMemory.ts';

function counted() {
  let asked = 0;
  const models: WorkspaceModels = {
    async modelling() {
      asked += 1;
      return fail('PROJECT_INVALID', { message: `reading ${asked}`, next: '' });
    },
    start: () => fail('INTERNAL', { message: '', next: '' }),
    carryOut: async () => fail('INTERNAL', { message: '', next: '' }),
    picture: () => null,
    async *watch() {},
  };
  return { models, asked: () => asked };
}

it('reads once for all who ask within a moment, and anew after it or when a file changed', async () => {
  let now = 0;
  let stand = 'a 1';
  const { models, asked } = counted();
  const memory = createProjectMemory({ models, stand: () => stand, clock: () => new Date(now) });
  await Promise.all([memory.recent(), memory.recent(), memory.recent()]);
  expect(asked()).toBe(1);
  now = 2_999;
  await memory.recent();
  expect(asked()).toBe(1);
  stand = 'a 2';
  await memory.recent();
  expect(asked()).toBe(2);
  now = 9_000;
  await memory.recent();
  expect(asked()).toBe(3);
  await memory.fresh();
  expect(asked()).toBe(4);
});
