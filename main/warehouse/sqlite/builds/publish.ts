import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Publication, Published } from '../../builds.ts';
import { inTurn } from '../../inTurn.ts';
import type { Opened } from '../session.ts';
import type { Writing } from '../writing.ts';
import { fileName } from './names.ts';

/** All of it in one transaction: whoever reads sees it before, or after. */
export function publish(writing: Writing, publication: Publication): Promise<Result<void>> {
  const { relations, statements = [], drop = [], also, signal } = publication;
  const forget = (publication.forget ?? []).map(fileName);
  return writing.transact(
    async (opened) => {
      const views = await opened.call('readableViews', null);
      if (!views.ok) return views;
      const published = relations.flatMap((one) => (one.how === 'view' ? [fileName(one.target)] : []));
      const owed = new Set([...views.value.value, ...published]);
      for (const name of forget) owed.delete(name);
      return inTurn([
        ...(forget.length === 0 ? [] : [() => opened.call('dropFound', forget)]),
        ...relations.map((one) => () => publishOne(opened, one)),
        ...statements.map((sql) => () => changing(opened, sql)),
        ...(drop.length === 0 ? [] : [() => opened.call('dropFound', drop.map(fileName))]),
        () => opened.call('demandReadable', [...owed]),
        () => opened.call('dropTemporary', null),
        async () => (also === undefined ? ok(undefined) : also(opened.session)),
      ]);
    },
    { priority: 'interactive', commit: 'held', ...(signal && { signal }) },
  );
}

async function publishOne(opened: Opened, one: Published): Promise<Result<unknown>> {
  const target = fileName(one.target);
  if (one.how !== 'changed')
    return opened.call('publishOne', {
      how: one.how,
      candidate: fileName(one.candidate),
      target,
      sql: one.how === 'view' ? one.sql : '',
      columns: one.columns,
      comment: one.comment,
    });
  const candidate = one.candidate === null ? [] : [fileName(one.candidate)];
  if (candidate.includes(target))
    return fail('INTERNAL', {
      message: `The candidate of ${target} lies where the relation itself does.`,
      next: 'Report this defect with the log.',
    });
  return inTurn([
    () => opened.call('dropFound', candidate),
    ...one.statements.map((sql) => () => changing(opened, sql)),
    ...(one.columns === undefined
      ? []
      : [() => opened.call('describeAs', { relation: target, columns: one.columns })]),
  ]);
}

function changing(opened: Opened, sql: string): Promise<Result<unknown>> {
  return opened.call('runWriting', { sql, limit: 0 });
}
