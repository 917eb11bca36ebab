import type { Icon } from '@tabler/icons-react';
import { expect, test } from 'vitest';
import { type Action, createActionList, grouped } from './actionList.ts';

const icon = (() => null) as unknown as Icon;

function action(id: string, more: Partial<Action> = {}): Action {
  return { id, label: id, icon, run: () => {}, ...more };
}

test('runs the newest closure of an action', () => {
  const list = createActionList();
  const owner = {};
  const ran: string[] = [];
  list.offer(owner, [action('save', { run: () => ran.push('old') })]);
  list.offer(owner, [action('save', { run: () => ran.push('new') })]);
  expect(list.run('save')).toBe(true);
  expect(ran).toEqual(['new']);
});

test('tells listeners only of what can be seen', () => {
  const list = createActionList();
  const owner = {};
  let told = 0;
  list.subscribe(() => {
    told += 1;
  });
  list.offer(owner, [action('save')]);
  list.offer(owner, [action('save')]);
  expect(told).toBe(1);
  list.offer(owner, [action('save', { label: 'Save all' })]);
  expect(told).toBe(2);
  expect(list.all().map(({ label }) => label)).toEqual(['Save all']);
});

test('a later offer of an id stands before the earlier one until it leaves', () => {
  const list = createActionList();
  const ran: string[] = [];
  const screen = {};
  list.offer({}, [action('back', { run: () => ran.push('frame') })]);
  list.offer(screen, [action('back', { run: () => ran.push('screen') })]);
  list.run('back');
  list.offer(screen, []);
  list.run('back');
  expect(ran).toEqual(['screen', 'frame']);
});

test('says when nobody offers an action', () => {
  expect(createActionList().run('nothing')).toBe(false);
});

test('screens stand first and what is always there last', () => {
  const actions = [
    action('back', { group: 'Leadline' }),
    action('home', { group: 'Go to' }),
    action('save'),
    action('sources', { group: 'Go to' }),
  ];
  expect(grouped(actions).map(([group, { length }]) => [group, length])).toEqual([
    ['Go to', 2],
    ['Actions', 1],
    ['Leadline', 1],
  ]);
});
