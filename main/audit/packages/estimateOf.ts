import type { AuditEstimate } from '../../../shared/contract/audit.ts';
import type { AuditVariant } from '../../../shared/domain/audit.ts';
import type { Material } from './material/material.ts';
import { middleOf } from './middleOf.ts';
import { packageOf } from './packageOf.ts';

/** As packages come out when they are packed: a page of texts, a cell of rows, a step of a finding with its formulas. */
const BYTES = { page: 3_500, cell: 6, step: 420 };

/** What a package will hold, and about how large it becomes: nothing of its rows is read for that. */
export function estimateOf(material: Material, variant: AuditVariant): AuditEstimate {
  const { sets } = middleOf(material, variant);
  const { sheets } = packageOf(material, variant, async function* () {});
  const told = sheets.map(({ name, kind }) => {
    const set = kind === 'data' ? sets.find((one) => one.name === name) : undefined;
    return { name, rows: set?.count ?? null, told: set?.title ?? '' };
  });
  const withRows = variant !== 'summary';
  const cells = withRows
    ? sets.reduce((sum, { count, columns }) => sum + count * (columns.length + 1), 0)
    : 0;
  const steps =
    material.kind === 'finding' && material.working !== null && withRows ? material.steps.length : 0;
  return {
    title: material.title,
    sheets: told,
    rows: withRows ? sets.reduce((sum, { count }) => sum + count, 0) : 0,
    bytes: sheets.length * BYTES.page + cells * BYTES.cell + steps * BYTES.step,
    fault: null,
  };
}
