import type { AuditMark } from '../../../shared/contract/audit.ts';
import { COVER } from '../packages/common/cover.ts';
import { EXCEPTION_HEADINGS, EXCEPTIONS } from '../packages/common/exceptions.ts';
import { REVIEW, REVIEW_HEADINGS } from '../packages/common/review.ts';
import type { ReadCell } from '../read/workbook/readSheet.ts';
import { told } from '../verify/comparable.ts';
import type { Filled } from '../verify/comparePage.ts';
import type { PagePrint } from '../verify/packagePrint.ts';
import { writtenDay, writtenText } from './writtenText.ts';

/** An exception with what became of it. What it is of is what was written, never what the file says now. */
export interface ReturnedException {
  readonly id: string;
  readonly severity: string;
  readonly told: string;
  readonly disposition: string;
  readonly comment: string;
  readonly initials: string;
}

export interface SheetMarks {
  readonly marks: readonly AuditMark[];
  readonly exceptions: readonly ReturnedException[];
}

type Column = Pick<ReadonlyMap<number, ReadCell>, 'get'>;

/** On the cover: who it is, initials and the day. */
const SIGNED = { name: 2, initials: 3, day: 4 };
const SIGNERS = ['Prepared by', 'Reviewed by'];

const reviewColumn = (heading: (typeof REVIEW_HEADINGS)[number]) => REVIEW_HEADINGS.indexOf(heading) + 1;
const exceptionColumn = (heading: (typeof EXCEPTION_HEADINGS)[number]) =>
  EXCEPTION_HEADINGS.indexOf(heading) + 1;

/** What a reviewer wrote on a sheet of the package. Nothing else of the file is believed. */
export function marksOfSheet(print: PagePrint, filled: Filled): SheetMarks {
  switch (print.name) {
    case REVIEW:
      return { marks: [...filled].flatMap(([id, cells]) => reviewMark(id, cells)), exceptions: [] };
    case COVER:
      return {
        marks: [...filled].flatMap(([id, cells]) => (SIGNERS.includes(id) ? signature(id, cells) : [])),
        exceptions: [],
      };
    case EXCEPTIONS: {
      const exceptions = [...filled].flatMap(([id, cells]) => exceptionOf(id, cells, print));
      return {
        exceptions: exceptions.map(({ day: _, was: __, ...exception }) => exception),
        marks: exceptions.flatMap(({ id, disposition, was, comment, initials, day }) =>
          comment === '' && initials === '' && day === null && disposition === was
            ? []
            : [{ sheet: EXCEPTIONS, row: id, mark: disposition, comment, initials, day }],
        ),
      };
    }
    default:
      return { marks: [], exceptions: [] };
  }
}

function reviewMark(row: string, cells: Column): AuditMark[] {
  const mark = writtenText(cells.get(reviewColumn('Mark')), 'word');
  return marked(REVIEW, row, mark, {
    comment: writtenText(cells.get(reviewColumn('Comment')), 'text'),
    initials: writtenText(cells.get(reviewColumn('Initials')), 'word'),
    day: cells.get(reviewColumn('Day')),
  });
}

function signature(row: string, cells: Column): AuditMark[] {
  const name = writtenText(cells.get(SIGNED.name), 'text');
  return marked(COVER, row, name === '' ? '' : 'signed', {
    comment: name,
    initials: writtenText(cells.get(SIGNED.initials), 'word'),
    day: cells.get(SIGNED.day),
  });
}

function marked(
  sheet: string,
  row: string,
  mark: string,
  of: { readonly comment: string; readonly initials: string; readonly day: ReadCell | undefined },
): AuditMark[] {
  const { day, comment } = writtenDay(of.day, of.comment);
  const { initials } = of;
  if (mark === '' && comment === '' && initials === '' && day === null) return [];
  return [{ sheet, row, mark, comment, initials, day }];
}

function exceptionOf(id: string, cells: Column, print: PagePrint) {
  const [, , stated] = print.locked.find(([, column, text]) => column === 1 && told(text) === id) ?? [];
  const at = print.locked.find((one) => one[1] === 1 && one[2] === stated)?.[0];
  const written = (from: PagePrint['locked'], heading: 'Severity' | 'What' | 'Disposition') =>
    told(from.find(([row, column]) => row === at && column === exceptionColumn(heading))?.[2] ?? '');
  const disposition = writtenText(cells.get(exceptionColumn('Disposition')), 'word');
  const { day, comment } = writtenDay(
    cells.get(exceptionColumn('Day')),
    writtenText(cells.get(exceptionColumn('Comment')), 'text'),
  );
  if (at === undefined) return [];
  return [
    {
      ...{ id, severity: written(print.locked, 'Severity'), told: written(print.locked, 'What') },
      // Whoever empties the cell has not settled it.
      ...{ disposition: disposition === '' ? 'open' : disposition, comment, day },
      initials: writtenText(cells.get(exceptionColumn('Initials')), 'word'),
      was: written(print.inputs, 'Disposition'),
    },
  ];
}
