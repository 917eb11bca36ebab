import { describe, expect, it } from 'vitest';
import type { Component } from '../component.ts';
import { readManifest } from './readManifest.ts';

/** The only stream of a manifest that gives it these members. */
function read(members: string): Component {
  const result = readManifest(stream(members), 'shop.yaml');
  if (!result.ok) throw new Error(result.failure.message);
  const [only] = result.value.streams;
  if (only === undefined) throw new Error('there is no stream');
  return only;
}

function stream(members: string): string {
  return `streams:\n  - name: orders\n${members.replace(/^/gm, '    ')}\n`;
}

function refusal(text: string) {
  const result = readManifest(text, 'shop.yaml');
  if (result.ok) throw new Error('it was read');
  expect(result.failure.code).toBe('MANIFEST_INVALID');
  const [problem] = result.failure.problems ?? [];
  return { message: result.failure.message, line: problem?.line };
}

describe('scalars', () => {
  it.each([
    ['yes', true],
    ['off', false],
    ['y', 'y'],
    ['010', 8],
    ['08', '08'],
    ['1_000', 1000],
    ['0x1F', 31],
    ['0b11', 3],
    ['1:30', 90],
    ['08:30', '08:30'],
    ['1e3', '1e3'],
    ['1.5e+3', 1500],
    ['1.50', 1.5],
    ['2024-06-01', '2024-06-01'],
    ['2024-06-01T00:00:00Z', '2024-06-01T00:00:00Z'],
    ['12345678901234567890', 12345678901234567890n],
    ['.inf', '.inf'],
    ['~', null],
    ['', null],
    ['"yes"', 'yes'],
    ['=', '='],
  ])('%s', (text, value) => {
    expect(read(`x: ${text}`).members['x']).toEqual(value);
  });

  it('as names are what was written', () => {
    const orders = read('x: {on: 1, 200: 2, 2024-01-01: 3, ~: 4, __proto__: {polluted: 5}}');
    const names = orders.members['x'] as Record<string, unknown>;
    expect(Object.keys(names)).toEqual(['200', 'on', '2024-01-01', '~', '__proto__']);
    expect('polluted' in {}).toBe(false);
  });

  it('may be repeated by anchors and merged', () => {
    const orders = read('a: &a {k: 1, l: 2}\nb: *a\nc: {<<: *a, k: 3}\nd: {<<: [{m: 1}, *a]}');
    expect(orders.members).toMatchObject({ b: { k: 1, l: 2 }, c: { k: 3, l: 2 }, d: { m: 1, k: 1, l: 2 } });
  });
});

describe('what can not be read', () => {
  it.each([
    ['streams: [', 1, 'not valid YAML'],
    ['a: b: c\nstreams: []', 1, 'not valid YAML'],
    ['', 1, 'empty'],
    ['just text', 1, 'no manifest'],
    ['[1, 2]', 1, 'no manifest'],
    ['version: 1', 1, 'no stream'],
    ['version: 1\nstreams: []', 2, 'no stream'],
    ['streams: {a: 1}', 1, 'are a list'],
    ['streams:\n  - {name: a}\n  - 5', 3, 'Item 2'],
    ['streams:\n  - name: a\n    name: b', 3, '“name” stands here twice'],
    ['streams:\n  - {{ config }}: 1', 2, 'quotes'],
    ['streams: *nobody', 1, 'nobody'],
    ['streams: &me [*me]', 1, 'me'],
  ])('%j', (text, line, words) => {
    const told = refusal(text);
    expect(told.message).toContain(words);
    expect(told.line).toBe(line);
  });

  it('is what is too large, too deep, or grows without end', () => {
    expect(refusal(`# ${'x'.repeat(20_000_000)}\nstreams: []`).message).toContain('larger than 2 MB');
    expect(refusal(`streams: ${'['.repeat(200_000)}`).message).toContain('deeper than');
    expect(refusal(`streams:\n  ${'- '.repeat(200_000)}x`).message).toContain('deeper than');
    const steps = Array.from({ length: 150 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    expect(refusal(`streams:\n${steps}`).message).toContain('deeper than');
    const laughs = Array.from(
      { length: 30 },
      (_, at) => `  a${at}: &a${at} [${at === 0 ? 'ha' : `*a${at - 1}, *a${at - 1}, *a${at - 1}`}]`,
    );
    expect(refusal(`x:\n${laughs.join('\n')}\nstreams: [{name: a, x: *a29}]`).message).toContain(
      'grow beyond',
    );
    const byName = Array.from(
      { length: 30 },
      (_, at) =>
        `  a${at}: {l: ${at === 0 ? 'ha' : `"#/definitions/a${at - 1}"`}, r: ${at === 0 ? 'ha' : `"#/definitions/a${at - 1}"`}}`,
    );
    expect(
      refusal(`definitions:\n${byName.join('\n')}\nstreams: [{name: a, x: "#/definitions/a29"}]`).message,
    ).toContain('grow beyond');
    const many = Array.from({ length: 1000 }, (_, at) => `k${at}: 1`).join(', ');
    const merges = Array.from({ length: 400 }, (_, at) => `b${at}: {<<: *a}`).join('\n');
    expect(refusal(`a: &a {${many}}\n${merges}`).message).toContain('Merges make it grow');
    const besides = Array.from({ length: 400 }, () => '  - {name: a, $ref: "#/definitions/a"}').join('\n');
    expect(refusal(`definitions: {a: {${many}}}\nstreams:\n${besides}`).message).toContain(
      'References make it grow',
    );
    const chain = Array.from({ length: 5000 }, (_, at) => `  a${at}: {x: "#/definitions/a${at + 1}"}`);
    expect(
      refusal(`definitions:\n${chain.join('\n')}\n  a5000: end\nstreams: [{name: a, x: "#/definitions/a0"}]`)
        .message,
    ).toMatch(/nest/);
    const filling = Array.from({ length: 12 }, (_, at) => `p${at}: {type: X}`).join(', ');
    expect(refusal(`streams: [{name: a, $parameters: {${filling}}}]`).message).toContain('grow beyond');
  });
});
