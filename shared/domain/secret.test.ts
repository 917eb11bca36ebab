import { execFile } from 'node:child_process';
import { format, inspect, promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { CANARY } from '../../test/canary.ts';
import { SECRET_MARK, Secret } from './secret.ts';

const secret = new Secret(CANARY);

it('gives its value to whoever asks for it by name, and to nothing else', () => {
  expect(secret.reveal()).toBe(CANARY);
});

it('is the mark in every kind of text', () => {
  const texts = [String(secret), `${secret}`, `a ${secret} b`, [secret].join(), ''.concat(String(secret))];
  for (const text of texts) expect(text).toContain(SECRET_MARK);
  expect(texts.join()).not.toContain(CANARY);
  expect(Number(secret)).toBeNaN();
  expect(Buffer.from(String(secret)).toString('latin1')).toBe(SECRET_MARK);
});

it('is the mark in JSON, wherever it stands', () => {
  expect(JSON.stringify({ a: secret, b: [secret] })).toBe(`{"a":"${SECRET_MARK}","b":["${SECRET_MARK}"]}`);
});

it('can not be printed, with any option of the printer', () => {
  const error = new Error('failed', { cause: secret });
  const printed = [
    inspect(secret),
    inspect({ secret }, { depth: null, showHidden: true, getters: true }),
    inspect({ secret }, { customInspect: false, showHidden: true, depth: null }),
    inspect(new Map([[secret, secret]])),
    inspect(error),
    format('%s %o %O %j %d', secret, secret, secret, secret, secret),
  ].join('\n');
  expect(printed).toContain(SECRET_MARK);
  expect(printed).not.toContain(CANARY);
});

it('shows nothing to whoever enumerates, copies or freezes it', () => {
  expect(Reflect.ownKeys(secret)).toEqual([]);
  expect({ ...secret }).toEqual({});
  expect(Object.assign({}, secret)).toEqual({});
  expect(Object.values(Object.getOwnPropertyDescriptors(secret))).toEqual([]);
});

it('crosses no boundary: a clone carries nothing', () => {
  expect(structuredClone(secret)).toEqual({});
  expect(inspect(structuredClone({ deep: [secret] }), { depth: null, showHidden: true })).not.toContain(
    CANARY,
  );
  expect(serialize(secret).includes(CANARY)).toBe(false);
  expect(deserialize(serialize(secret))).toEqual({});
  const { port1, port2 } = new MessageChannel();
  port1.postMessage({ secret });
  expect(receiveMessageOnPort(port2)).toEqual({ message: { secret: {} } });
  port1.close();
});

it('is no string to a schema, and the mark to one that makes strings', () => {
  expect(z.string().safeParse(secret).success).toBe(false);
  expect(z.object({ value: z.string() }).safeParse({ value: secret }).success).toBe(false);
  expect(z.coerce.string().parse(secret)).toBe(SECRET_MARK);
  expect(JSON.stringify(z.unknown().parse({ secret }))).not.toContain(CANARY);
});

it('does not reach an argument list', async () => {
  const run = promisify(execFile);
  const script = 'process.stdout.write(process.argv.slice(1).join())';
  // As a careless caller would, past the types.
  const careless = [secret, `--token=${secret}`] as unknown as string[];
  const told = await run(process.execPath, ['-e', script, ...careless]).catch((error: Error) => error);
  const text = inspect(told);
  expect(text).toContain(SECRET_MARK);
  expect(text).not.toContain(CANARY);
});
