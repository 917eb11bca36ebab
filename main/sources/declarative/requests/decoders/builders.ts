import { type Component, isComponent, type Member } from '../../component.ts';
import type { Builder, Builders, Decoder, Making } from '../../parts.ts';
import { manifestTrouble } from '../troubles.ts';
import { csvDecoder } from './csv.ts';
import { gzipDecoder } from './gzip.ts';
import { iterableDecoder } from './iterable.ts';
import { jsonDecoder } from './json.ts';
import { jsonItemsDecoder } from './jsonItems.ts';
import { jsonlDecoder } from './jsonl.ts';
import { xmlDecoder } from './xml.ts';
import { zipDecoder } from './zip.ts';

const csv: Builder<'decoder'> = (component) =>
  csvDecoder({
    encoding: text(component.members['encoding'], 'utf-8'),
    delimiter: text(component.members['delimiter'], ','),
    nothing: texts(component.members['set_values_to_none']),
  });

const jsonLines: Builder<'decoder'> = (component) =>
  jsonlDecoder(text(component.members['encoding'], 'utf-8'));

export const decoders: Builders<'decoder'> = {
  JsonDecoder: () => jsonDecoder,
  JsonlDecoder: jsonLines,
  JsonItemsDecoder: (component) => jsonItemsDecoder(text(component.members['items_path'], '')),
  CsvDecoder: csv,
  GzipDecoder: (component, making) => gzipDecoder(inner(component, 'decoder', making)),
  ZipfileDecoder: (component, making) => zipDecoder(inner(component, 'decoder', making)),
  XmlDecoder: () => xmlDecoder,
  IterableDecoder: () => iterableDecoder,
  // How older manifests write the same.
  CompositeRawDecoder: (component, making) => inner(component, 'parser', making),
  GzipParser: (component, making) => gzipDecoder(inner(component, 'inner_parser', making)),
  JsonParser: () => jsonDecoder,
  JsonLineParser: jsonLines,
  CsvParser: csv,
};

function inner(component: Component, name: string, making: Making): Decoder {
  const member = component.members[name];
  if (isComponent(member)) return making.make('decoder', member);
  const next = `Add “${name}” with the decoder of what is inside.`;
  throw manifestTrouble(component, making.stream, `lacks “${name}”`, next);
}

function text(member: Member | undefined, otherwise: string): string {
  return typeof member === 'string' ? member : otherwise;
}

function texts(member: Member | undefined): string[] {
  return Array.isArray(member) ? member.filter((item) => typeof item === 'string') : [];
}
