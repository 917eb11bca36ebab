import type { PageSheet } from '../../workbook/workbook.ts';
import type { Anonymised } from '../material/common.ts';
import { draftPage } from '../sheet/draft.ts';

export const ANONYMISED = 'Anonymised';

/** What an anonymised package keeps to itself, for whoever checks it. */
export function anonymisedSheet({ done, ties, cannot }: Anonymised): PageSheet {
  return {
    kind: 'page',
    name: ANONYMISED,
    make() {
      const draft = draftPage(ANONYMISED);
      draft.heading(
        'Anonymised',
        'Made from the full package so that neither people nor the shop can be told from it.',
      );
      const section = (title: string, lines: readonly string[]) => {
        draft.section(title);
        for (const value of lines) draft.line({ value, look: 'wrapped', across: 6 });
      };
      section('What was done', done);
      section('What still ties', ties);
      section('What can’t be tied here', cannot);
      return draft.page({ widths: [24, 24, 24, 24, 24, 24] });
    },
  };
}
