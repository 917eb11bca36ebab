import { Dict } from '../../../jinja/dict.ts';
import { createEnvironment, type Environment, type Filter } from '../../../jinja/jinja.ts';
import { Fault } from '../../../jinja/templateError.ts';
import { Float, type Value } from '../../../jinja/value.ts';
import { pythonText } from '../plain.ts';
import { RelationValue } from './relation.ts';
import { toPlain } from './values.ts';

const asText: Filter = (value) => pythonText(toPlain(value));

const asNative: Filter = (value) => {
  if (typeof value !== 'string') return value;
  return boolean(value) ?? number(value) ?? value;
};

const asBool: Filter = (value) => {
  const read = typeof value === 'boolean' ? value : boolean(String(toPlain(value)));
  if (read === undefined) throw new Fault('ValueError', `as_bool: ${String(toPlain(value))} is no boolean`);
  return read;
};

const asNumber: Filter = (value) => {
  const read = typeof value === 'number' || value instanceof Float ? value : number(String(toPlain(value)));
  if (read === undefined) throw new Fault('ValueError', `as_number: ${String(toPlain(value))} is no number`);
  return read;
};

/** The interpreter as dbt sets it up: its four filters and its block tags. */
export function createProjectEnvironment(): Environment {
  return createEnvironment({
    filters: { as_text: asText, as_native: asNative, as_bool: asBool, as_number: asNumber },
    // Packages tell a relation from text by its being a mapping, which dbt's relations happen to be.
    tests: { mapping: (value) => value instanceof Dict || value instanceof RelationValue },
    blocks: [
      { tag: 'test', header: 'signature', body: 'template', macroName: ({ name }) => `test_${name}` },
      { tag: 'data_test', header: 'signature', body: 'template', macroName: ({ name }) => `test_${name}` },
      {
        tag: 'materialization',
        header: 'arguments',
        body: 'template',
        macroName: ({ name, named }) => {
          const adapter = named.get('adapter');
          return `materialization_${name}_${typeof adapter === 'string' ? adapter : 'default'}`;
        },
      },
    ],
  });
}

function boolean(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

function number(text: string): Value | undefined {
  const word = text.trim();
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(word)) return undefined;
  const read = Number(word);
  return /[.e]/i.test(word) && Number.isInteger(read) ? new Float(read) : read;
}
