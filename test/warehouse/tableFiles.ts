import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type BookType, utils, write } from 'xlsx';

/** A workbook of two sheets with every kind of cell, written by SheetJS. */
export function workbookOf(bookType: BookType = 'xlsx', rows = 2): Buffer {
  const body = Array.from({ length: rows }, (_, at) => [
    at + 1,
    null,
    null,
    12.5 + at,
    at % 2 === 0,
    null,
    `title ${at}`,
  ]);
  const sheet = utils.aoa_to_sheet([
    ['Order ID', 'When', 'Day', 'Price', 'Paid', 'Broken', '__proto__'],
    ...body,
  ]);
  sheet['B2'] = { t: 'n', v: 46_089.4375, z: 'yyyy-mm-dd hh:mm' };
  sheet['C2'] = { t: 'n', v: 46_089, z: 'yyyy-mm-dd' };
  sheet['C3'] = { t: 'n', v: 46_090, z: 'd/m/yy' };
  sheet['D3'] = { t: 'n', f: '1+6.25', v: 7.25 };
  sheet['F3'] = { t: 'e', v: 7, w: '#DIV/0!' };
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Orders');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['constructor'], ['x']]), '__proto__');
  return write(book, { type: 'buffer', bookType, compression: true }) as Buffer;
}

const optional = { repetition_type: 'OPTIONAL' } as const;

/** Every type a Parquet file of ours may have, in row groups of two rows or as many as asked for. */
export function parquetOf(rows = 3, rowGroupSize = 2): Buffer {
  const data = <T>(...values: T[]) => Array.from({ length: rows }, (_, at) => values[at % values.length]);
  const columns: { element: SchemaElement; values: unknown[] }[] = [
    { element: { name: 'Id', type: 'INT64', ...optional }, values: data(1n, 2n, 9_007_199_254_740_993n) },
    {
      element: {
        name: 'Price',
        type: 'INT64',
        converted_type: 'DECIMAL',
        scale: 2,
        precision: 18,
        ...optional,
      },
      values: data(1_999n, -5n, null),
    },
    {
      element: {
        name: 'Huge',
        type: 'FIXED_LEN_BYTE_ARRAY',
        type_length: 16,
        converted_type: 'DECIMAL',
        scale: 12,
        precision: 38,
        ...optional,
      },
      values: data(12_345_678_901_234_567_890n, null, -1n),
    },
    {
      element: { name: 'Day', type: 'INT32', converted_type: 'DATE', ...optional },
      values: data(20_520, null, -1),
    },
    {
      element: { name: 'At', type: 'INT64', converted_type: 'TIMESTAMP_MICROS', ...optional },
      values: data(1_773_000_000_123_456n, null, -1n),
    },
    { element: { name: 'Share', type: 'DOUBLE', ...optional }, values: data(1.5, Number.NaN, null) },
    { element: { name: 'Paid', type: 'BOOLEAN', ...optional }, values: data(true, false, null) },
    {
      element: { name: 'Title', type: 'BYTE_ARRAY', converted_type: 'UTF8', ...optional },
      values: data('ü', '', null),
    },
    {
      element: { name: 'Raw', type: 'BYTE_ARRAY', ...optional },
      values: data(Uint8Array.of(0, 255), null, Uint8Array.of()),
    },
    {
      element: { name: 'More', type: 'BYTE_ARRAY', converted_type: 'JSON', ...optional },
      values: data({ a: [1] }, null, [2]),
    },
  ];
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ element }) => element),
  ];
  const columnData = columns.map(({ element, values }) => ({ name: element.name, data: values }));
  return Buffer.from(parquetWriteBuffer({ columnData, schema, rowGroupSize }));
}
