import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Arrived } from '../servers/vendorServer.ts';
import { type Described, group, type Schema, valueFaults } from './valueFaults.ts';

/** `amazon/sales.json` … */
export function readDescription(name: string): Described {
  return JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Described;
}

/** What the vendor's own description has against a request; nothing: it is one that the vendor documents. */
export function requestFaults(described: Described, arrived: Arrived): string[] {
  const asked = `${arrived.method} ${arrived.path}`;
  const operation = operationOf(described, arrived);
  if (operation === null) return [`${asked} is not described`];
  const query = new URL(arrived.target, 'http://vendor').searchParams;
  const faults: string[] = [];
  const known = new Set<string>();
  for (const parameter of operation.parameters) {
    const { name, in: place, required = false } = parameter;
    const schema = parameter.schema ?? parameter;
    if (place === 'body') {
      if (arrived.json === undefined) faults.push(`${asked} has no JSON body`);
      else faults.push(...valueFaults(described, schema, arrived.json, 'body'));
    } else if (place === 'path') {
      const value = operation.inPath.get(name);
      if (value === undefined || value === '') faults.push(`${asked} lacks ${name} in its path`);
    } else if (place === 'header') {
      if (required && arrived.headers[name.toLowerCase()] === undefined)
        faults.push(`${asked} lacks the header ${name}`);
    } else if (place === 'query') {
      const given = valuesOf(query, name, known);
      if (given === undefined) {
        if (required) faults.push(`${asked} lacks ${name}`);
      } else faults.push(...valueFaults(described, schema, given, name));
    }
  }
  for (const name of query.keys())
    if (!known.has(name)) faults.push(`${asked} has ${name}, which is not described`);
  const wantsBody = operation.parameters.some((parameter) => parameter.in === 'body');
  if (!wantsBody && arrived.text !== '') faults.push(`${asked} has a body`);
  return faults;
}

interface Parameter extends Schema {
  readonly name: string;
  readonly in: string;
  readonly required?: never;
  readonly schema?: Schema;
}

function operationOf(described: Described, { method, path }: Arrived) {
  for (const [pattern, methods] of Object.entries(described.paths)) {
    const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const match = new RegExp(`^${pattern.replace(/\{\w+\}/g, '([^/]*)')}$`).exec(path);
    const operation = group(methods)[method.toLowerCase()];
    if (match === null || operation === undefined) continue;
    return {
      parameters: (group(operation)['parameters'] ?? []) as readonly Parameter[],
      inPath: new Map(names.map((name, at) => [name, match[at + 1]])),
    };
  }
  return null;
}

/** One value, a list (`types[]`), or an object (`created[gte]`), as the query writes it. Every name taken is `known`. */
function valuesOf(query: URLSearchParams, name: string, known: Set<string>): unknown {
  const list = query.getAll(`${name}[]`);
  if (list.length > 0) {
    known.add(`${name}[]`);
    return list;
  }
  const members: Record<string, string> = {};
  for (const [key, value] of query) {
    const inside = key.startsWith(`${name}[`) ? /\[(\w+)\]$/.exec(key)?.[1] : undefined;
    if (inside === undefined) continue;
    known.add(key);
    members[inside] = value;
  }
  if (Object.keys(members).length > 0) return members;
  known.add(name);
  const all = query.getAll(name);
  return all.length > 1 ? all : all[0];
}
