import type { Config, SourceHost } from '../../host.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';
import type { Expressions } from '../expressions/expressions.ts';
import type { Builder, Extras, Making, ParentStream, PartKind, Parts } from '../parts.ts';
import { primaryKeyOf } from './primaryKey.ts';
import type { Tables } from './tables.ts';
import { unsupportedType } from './unsupported.ts';

/** What all streams of one opened source are made with. */
export interface Workshop {
  readonly config: Config;
  readonly host: SourceHost;
  /** Outside of any stream. */
  readonly expressions: Expressions;
  /** Messages of its templates name the stream. */
  expressionsOf(stream: string): Expressions;
  readonly tables: Tables;
}

/** Streams that are parents of each other in a circle would be opened for ever. */
const DEEPEST = 12;

export function createMaking(
  workshop: Workshop,
  stream: Component,
  openParent: (component: Component, depth: number) => ParentStream,
  depth: number,
): Making {
  const name = nameOf(stream);
  const { config, host, tables } = workshop;
  const making: Making = {
    stream: name,
    config,
    host,
    expressions: workshop.expressionsOf(name),
    primaryKey: primaryKeyOf(stream),
    make<K extends PartKind>(kind: K, component: Component, more: Extras = {}): Parts[K] {
      const table = tables[kind] as Readonly<Record<string, Builder<K>>>;
      const builder = Object.hasOwn(table, component.type) ? table[component.type] : undefined;
      if (builder === undefined) throw unsupportedType(name, component);
      return builder(component, making, more);
    },
    openStream(component) {
      if (depth < DEEPEST) return openParent(component, depth + 1);
      throw new Trouble('system', {
        code: 'MANIFEST_INVALID',
        message: `Stream ${name}: parents of its parents have no end (${component.path}).`,
        next: 'Let no stream be a parent of itself.',
        subject: name,
        retry: false,
      });
    },
  };
  return making;
}

export function nameOf({ members, path }: Component): string {
  const name = members['name'];
  return typeof name === 'string' && name !== '' ? name : path;
}
