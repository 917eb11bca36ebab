import type { Component } from '../declarative/component.ts';
import type { Making, Transformation } from '../declarative/parts.ts';
import { Trouble } from '../trouble.ts';

/**
 * `leadline.KeepFields`: of each record only the top fields it names. The dialect can only remove by name, and a vendor that
 * adds a field about a person tomorrow would have it stored.
 */
export function keepFields(component: Component, making: Making): Transformation {
  const fields = component.members['fields'];
  if (!Array.isArray(fields) || !fields.every((field) => typeof field === 'string'))
    throw new Trouble('config', {
      code: 'MANIFEST_INVALID',
      message: `Stream ${making.stream}: the fields of leadline.KeepFields must be a list of names.`,
      next: `Correct ${component.path} of the connector’s file, line ${component.at.line}.`,
      subject: making.stream,
      retry: false,
    });
  const kept = new Set<string>(fields);
  return {
    apply(record) {
      for (const name of Object.keys(record)) if (!kept.has(name)) delete record[name];
    },
  };
}
