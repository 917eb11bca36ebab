import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readArguments } from '../../resources/build/start/arguments.ts';

it('opens the desktop when nothing is asked', () => {
  expect(readArguments([])).toEqual({ kind: 'start', options: { browser: false } });
});

it('reads a workspace against the folder it was typed in, and takes a port as a wish for the browser', () => {
  expect(readArguments(['--workspace', 'shop', '--port', '4100'])).toEqual({
    kind: 'start',
    options: { browser: true, workspace: resolve('shop'), port: 4100 },
  });
});

it.each([
  [['--colour'], /--colour/],
  [['shop'], /shop/],
  [['--port', '70000'], /0 to 65535, not "70000"/],
  [['--port', '-1'], /--port/],
  [['--port', 'http'], /not "http"/],
  [['--workspace', ''], /needs a folder/],
])('refuses %j and says what is wrong with it', (args, message) => {
  expect(readArguments(args)).toEqual({ kind: 'wrong', message: expect.stringMatching(message) });
});

it('shows help whatever else is asked', () => {
  expect(readArguments(['--help', '--browser'])).toEqual({ kind: 'help' });
});
