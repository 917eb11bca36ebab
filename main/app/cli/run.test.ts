import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { fail, ok } from '../../../shared/errors/failure.ts';
import type { Command, Invocation } from './command.ts';
import { runCommandLine } from './run.ts';
import { createTerminal } from './terminal.ts';

function openTerminal(typed = '') {
  const input = new PassThrough();
  input.end(typed);
  const streams = { out: '', err: '' };
  const write = (name: 'out' | 'err') => ({
    write: (text: string) => {
      streams[name] += text;
      return true;
    },
  });
  const terminal = createTerminal(
    input as unknown as NodeJS.ReadStream,
    write('out') as NodeJS.WriteStream,
    write('err') as NodeJS.WriteStream,
  );
  return { terminal, streams };
}

function command(run: Command['run']): Command {
  return {
    name: 'count',
    summary: 'count things',
    usage: 'count <what> [--from N]',
    help: 'Counts.',
    words: [1, 1],
    options: { from: { type: 'string' } },
    run,
  };
}

const counting = command(async ({ words, terminal }) => {
  terminal.progress('counting …');
  return ok({ data: { what: words[0], count: 3 }, text: `3 ${words[0]}` });
});

it('prints the answer on stdout, progress on stderr, and exits 0', async () => {
  const { terminal, streams } = openTerminal();
  expect(await runCommandLine(['count', 'sheep'], [counting], terminal)).toBe(0);
  expect(streams).toEqual({ out: '3 sheep\n', err: 'counting …\n' });
});

it('prints nothing but JSON on stdout with --json', async () => {
  const { terminal, streams } = openTerminal();
  expect(await runCommandLine(['count', 'sheep', '--json'], [counting], terminal)).toBe(0);
  expect(JSON.parse(streams.out)).toEqual({ what: 'sheep', count: 3 });
});

it.each([
  [['count']],
  [['count', 'a', 'b']],
  [['count', 'a', '--nonsense']],
  [['count', 'a', '--from']],
  [['sing']],
])('exits 2 on wrong use %j, with the usage on stderr and stdout empty', async (args) => {
  const { terminal, streams } = openTerminal();
  expect(await runCommandLine(args, [counting], terminal)).toBe(2);
  expect(streams.out).toBe('');
  expect(streams.err).toContain('Usage: npm run -s leadline --');
});

it('exits 1 when the work failed, saying what and what to do next; as JSON too', async () => {
  const failing = command(async () =>
    fail('DISK_FULL', { message: 'The disk is full.', next: 'Free some space.' }),
  );
  const plain = openTerminal();
  expect(await runCommandLine(['count', 'a'], [failing], plain.terminal)).toBe(1);
  expect(plain.streams).toEqual({ out: '', err: 'The disk is full.\nFree some space.\n' });
  const json = openTerminal();
  expect(await runCommandLine(['count', 'a', '--json'], [failing], json.terminal)).toBe(1);
  expect(JSON.parse(json.streams.out)).toMatchObject({
    failure: { code: 'DISK_FULL', next: 'Free some space.' },
  });
});

it('exits 1 for an answer that says something is broken', async () => {
  const { terminal, streams } = openTerminal();
  const sick = command(async () => ok({ data: [], text: 'broken  disk', failed: true }));
  expect(await runCommandLine(['count', 'a'], [sick], terminal)).toBe(1);
  expect(streams.out).toBe('broken  disk\n');
});

it.each([[['--help']], [['help']], [[]], [['help', 'count']], [['count', '--help']]])(
  'has help for %j on stdout',
  async (args) => {
    const { terminal, streams } = openTerminal();
    expect(await runCommandLine(args, [counting], terminal)).toBe(0);
    expect(streams.out).toContain('Usage: npm run -s leadline --');
    expect(streams.err).toBe('');
  },
);

it('takes --workspace as the folder, and the current folder without it', async () => {
  const calls: Invocation[] = [];
  const noting = command(async (call) => {
    calls.push(call);
    return ok({ text: '' });
  });
  await runCommandLine(['count', 'a', '--workspace', '/some/where'], [noting], openTerminal().terminal);
  await runCommandLine(['count', 'a'], [noting], openTerminal().terminal);
  expect(calls.map(({ workspace, named }) => [workspace, named])).toEqual([
    ['/some/where', true],
    [process.cwd(), false],
  ]);
});

it('reads a passphrase from the first line of a pipe and a value of many lines from the rest', async () => {
  const { terminal } = openTerminal('the passphrase\r\n-----BEGIN KEY-----\nabc\n-----END KEY-----\n');
  const first = await terminal.secret('Passphrase');
  const rest = await terminal.longSecret('Value');
  expect(first.ok && first.value.reveal()).toBe('the passphrase');
  expect(rest.ok && rest.value.reveal()).toBe('-----BEGIN KEY-----\nabc\n-----END KEY-----');
});

it('says so when nothing came', async () => {
  const { terminal } = openTerminal('');
  expect(await terminal.secret('Passphrase')).toMatchObject({ ok: false, failure: { code: 'BAD_INPUT' } });
});
