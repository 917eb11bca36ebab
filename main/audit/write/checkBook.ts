import { readPlace } from '../workbook/reference.ts';
import { sheetNameOf } from '../workbook/sheetName.ts';
import type { Workbook } from '../workbook/workbook.ts';

/** What a layout must not do, said where it is written rather than by Excel. Names of ours are no input: this throws. */
export function checkBook({ sheets, names }: Workbook): void {
  if (sheets.length === 0) throw new Error('A workbook has at least one sheet.');
  const taken: string[] = [];
  for (const { name } of sheets) {
    if (sheetNameOf(name, taken) !== name)
      throw new Error(`A sheet can't be called “${name}”, or is so already.`);
    taken.push(name);
  }
  const defined = new Set<string>();
  for (const { name, refersTo } of names) {
    const lower = name.toLowerCase();
    if (!isName(lower) || defined.has(lower))
      throw new Error(`A name can't be “${name}”, or is there already.`);
    defined.add(lower);
    const place = readPlace(refersTo);
    if (place === null) throw new Error(`The name ${name} leads to “${refersTo}”, which is no place.`);
  }
}

/** Letters, digits, dots and underscores, unlike any cell in either way of writing them. */
export function isName(lower: string): boolean {
  return (
    /^[a-z_\\][a-z0-9_.\\]{0,254}$/.test(lower) &&
    !/^([a-z]{1,3}\d+|r\d*c\d*|r\d*|c\d*|true|false)$/.test(lower)
  );
}
