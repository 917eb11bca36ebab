import type { AuditMark, ReviewDifference } from '../../../shared/contract/audit.ts';

/** What recording the marks of a file would change of those that are on record. */
export function compareMarks(
  recorded: readonly AuditMark[],
  written: readonly AuditMark[],
): Pick<ReviewDifference, 'added' | 'changed' | 'removed' | 'same'> {
  const before = new Map(recorded.map((mark) => [keyOf(mark), mark]));
  const added: AuditMark[] = [];
  const changed: { was: AuditMark; is: AuditMark }[] = [];
  let same = 0;
  for (const is of written) {
    const was = before.get(keyOf(is));
    before.delete(keyOf(is));
    if (was === undefined) added.push(is);
    else if (alike(was, is)) same += 1;
    else changed.push({ was, is });
  }
  return { added, changed, removed: [...before.values()], same };
}

function keyOf({ sheet, row }: AuditMark): string {
  return JSON.stringify([sheet, row]);
}

function alike(one: AuditMark, other: AuditMark): boolean {
  return (
    one.mark === other.mark &&
    one.comment === other.comment &&
    one.initials === other.initials &&
    one.day === other.day
  );
}
