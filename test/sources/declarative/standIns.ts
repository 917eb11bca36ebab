import type { Component, Member } from '../../../main/sources/declarative/component.ts';
import type { Compiled, Expressions } from '../../../main/sources/declarative/expressions/expressions.ts';
import { paginators } from '../../../main/sources/declarative/paging/builders.ts';
import type { Answer, Making, Requester, Seen, Slice } from '../../../main/sources/declarative/parts.ts';
import {
  extractors,
  recordSelectors,
  schemaLoaders,
  transformations,
} from '../../../main/sources/declarative/records/builders.ts';
import { decoders } from '../../../main/sources/declarative/requests/decoders/builders.ts';
import { retrievers } from '../../../main/sources/declarative/retrieve/builders.ts';
import type { Json, JsonObject } from '../../../main/sources/json.ts';

export const NO_SLICE: Slice = { partition: {}, cursor: {}, extra: {} };

/** A component as the manifest's reader would make it; members with a type become components too. */
export function component(
  written: { readonly type: string; readonly [member: string]: unknown },
  path = 'test',
): Component {
  const { type, ...rest } = written;
  const members: Record<string, Member> = {};
  for (const [name, member] of Object.entries(rest)) members[name] = memberOf(member, `${path}.${name}`);
  return { type, path, at: { line: 1, column: 1 }, members, parameters: {} };
}

function memberOf(written: unknown, path: string): Member {
  if (Array.isArray(written)) return written.map((item, index) => memberOf(item, `${path}[${index}]`));
  if (typeof written !== 'object' || written === null) return written as Json;
  if ('type' in written && typeof written.type === 'string' && /^[A-Zl]/.test(written.type)) {
    return component(written as { type: string }, path);
  }
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, memberOf(value, `${path}.${name}`)]),
  );
}

/**
 * Templates are expressions of JavaScript over what they see: enough to test the parts that hold them, whose own tests are about
 * what they do with the outcome.
 */
export const expressions: Expressions = {
  value: (member, _, only) =>
    compiled(member, (value) => {
      const literal = typeof value === 'string' && /^-?[1-9]\d*$|^0$/.test(value);
      return literal && (only === undefined || only === 'integer') ? Number(value) : value;
    }),
  text: (member) => (member === undefined ? null : compiled(member, (value) => String(value ?? ''))),
  condition: (member) =>
    member === undefined ? Object.assign(() => true, { constant: true }) : compiled(member, Boolean),
  object: (member) => compiled(member, (value) => value as JsonObject),
};

function compiled<T>(member: Member | undefined, read: (value: Json) => T): Compiled<T> {
  const template = typeof member === 'string' ? /^\{\{(.*)\}\}$/s.exec(member)?.[1] : undefined;
  if (template === undefined) return Object.assign(() => read((member ?? null) as Json), { constant: true });
  const names = ['record', 'response', 'headers', 'slice', 'token', 'more'];
  const run = new Function(...names, `return (${template})`) as (...values: unknown[]) => Json;
  const call = ({ record, response, headers, slice, token, more }: Seen) =>
    read(run(record, response, Object.fromEntries(headers ?? []), slice, token, more ?? {}) ?? null);
  return Object.assign(call, { constant: false });
}

const TABLES = {
  decoder: decoders,
  paginator: paginators,
  extractor: extractors,
  recordSelector: recordSelectors,
  transformation: transformations,
  schemaLoader: schemaLoaders,
  retriever: retrievers,
};

export interface World {
  readonly waited: number[];
  readonly said: string[];
  now(): number;
}

/** What builders are handed: requesters by the name they are written with, everything else as it is built for real. */
export function makingOf(requesters: Readonly<Record<string, Requester>> = {}): {
  making: Making;
  world: World;
} {
  let now = Date.UTC(2024, 5, 15, 12);
  const world = { waited: [] as number[], said: [] as string[], now: () => now };
  const making = {
    stream: 'things',
    config: {},
    expressions,
    primaryKey: [],
    host: {
      clock: {
        now: () => now,
        async wait(milliseconds: number) {
          world.waited.push(milliseconds / 1000);
          now += milliseconds;
        },
      },
      random: () => 0,
      say: (message: string) => world.said.push(message),
    },
    make(kind: string, of: Component, more = {}) {
      if (kind === 'requester') return requesters[String(of.members['name'])];
      const build = (TABLES as Record<string, Record<string, (...all: unknown[]) => unknown>>)[kind]?.[
        of.type
      ];
      if (build === undefined) throw new Error(`nobody builds ${kind} ${of.type}`);
      return build(of, making, more);
    },
  } as unknown as Making;
  return { making, world };
}

/** An answer whose body is this value. */
export function answerOf(body: Json, headers: readonly (readonly [string, string])[] = []): Answer {
  return {
    response: { status: 200, headers, url: 'http://127.0.0.1/', body: {} as Answer['response']['body'] },
    json: async () => (typeof body === 'object' && body !== null ? body : {}),
    async *decoded() {
      yield body;
    },
  };
}

/** An answer whose body comes in these pieces, read by whoever wants them. */
export function bytesOf(...pieces: readonly Uint8Array[]): Answer {
  const body = {
    async *pieces() {
      yield* pieces;
    },
  };
  return {
    ...answerOf({}),
    response: {
      status: 200,
      headers: [],
      url: 'http://127.0.0.1/',
      body: body as unknown as Answer['response']['body'],
    },
  };
}

/** The same numbers each time it is run. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
