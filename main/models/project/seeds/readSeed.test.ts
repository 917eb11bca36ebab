import { describe, expect, it } from 'vitest';
import { readSeed } from './readSeed.ts';

describe('readSeed', () => {
  it('reads quoted fields, empty ones as null, and both line ends', () => {
    expect(readSeed('a,b\r\n1,"x, ""y""\nz"\n"",\n').rows).toEqual([
      ['1', 'x, "y"\nz'],
      ['', null],
    ]);
  });

  it('takes another delimiter and leaves blank lines out', () => {
    const { columns, rows, lines } = readSeed('a;b\n1;2\n\n3;4', ';');
    expect({ columns, rows, lines }).toEqual({
      columns: ['a', 'b'],
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
      lines: [2, 4],
    });
  });

  it('says which rows are ragged and keeps the others', () => {
    const { rows, faults } = readSeed('a,b\n1,2\n3\n4,5,6\n7,8');
    expect(rows).toEqual([
      ['1', '2'],
      ['7', '8'],
    ]);
    expect(faults.map((fault) => [fault.at.line, fault.message])).toEqual([
      [3, 'This row has 1 field, and the header has 2.'],
      [4, 'This row has 3 fields, and the header has 2.'],
    ]);
  });

  it('places a quote that never ends, and refuses double or missing names', () => {
    expect(readSeed('a,b\n1,"x\n2,3').faults[0]?.at).toEqual({ line: 2, column: 3 });
    expect(readSeed('a,a,\n').faults).toHaveLength(2);
    expect(readSeed('').faults[0]?.message).toBe('This seed is empty.');
  });
});
