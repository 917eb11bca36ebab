import type { OpenReport } from '../warehouse/warehouse.ts';
import type { Notice } from './warehouseOfWorkspace.ts';

/** What a person should hear about how the warehouse was found. Nothing, when it was left as it should be. */
export function noticesOf({
  checked,
  extractAgain,
  migratedFrom,
  sweptRows,
  warnings,
}: OpenReport): Notice[] {
  const notices: Notice[] = [];
  if (checked === 'damaged, salvaged') notices.push(salvaged(extractAgain));
  if (migratedFrom !== null) {
    notices.push({
      message: `The warehouse was of version ${migratedFrom} and was brought up to this one.`,
      next: 'Nothing is to be done; a backup from before is among the backups.',
    });
  }
  if (sweptRows > 0) {
    notices.push({
      message: `${sweptRows} ${sweptRows === 1 ? 'row' : 'rows'} in RAW belonged to no load in the list and ${sweptRows === 1 ? 'was' : 'were'} removed: a repair, or another program, had left ${sweptRows === 1 ? 'it' : 'them'}.`,
      next: 'Look at the list of loads, and load again what is missing there.',
    });
  }
  const next = 'The log (Settings, Log) has the details.';
  return [...notices, ...warnings.map((message) => ({ message, next }))];
}

function salvaged(extractAgain: OpenReport['extractAgain']): Notice {
  const lost = extractAgain.map(({ relation, why }) => `${relation} (${why})`).join(', ');
  return {
    message:
      'The warehouse was damaged. What could be saved was saved, and the damaged file is kept beside it.',
    next: lost === '' ? 'Run verify to see that all is well.' : `Load these again: ${lost}.`,
  };
}
