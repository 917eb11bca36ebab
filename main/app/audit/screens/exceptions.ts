import type { OpenAuditException } from '../../../../shared/contract/quality.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { packageById } from '../../../audit/register/packages.ts';
import { closeException, openExceptions } from '../../../audit/register/reviews.ts';
import type { Store } from '../../../warehouse/store.ts';

/** With the title of the package each came back with. */
export async function openAuditExceptions(store: Store): Promise<Result<OpenAuditException[]>> {
  const open = await openExceptions(store);
  if (!open.ok) return open;
  const titles = new Map<string, string>();
  for (const { package: id } of open.value) {
    if (titles.has(id)) continue;
    const found = await packageById(store, id);
    if (!found.ok) return found;
    titles.set(id, found.value?.manifest.title ?? id);
  }
  return ok(open.value.map((one) => ({ ...one, title: titles.get(one.package) ?? one.package })));
}

export async function closeOpenException(
  store: Store,
  { note, ...of }: { readonly package: string; readonly id: string; readonly note: string },
  now: Date,
): Promise<Result<void>> {
  const closed = await closeException(store, { ...of, at: now.toISOString(), with: note });
  if (!closed.ok) return closed;
  if (closed.value) return ok(undefined);
  return fail('BAD_INPUT', {
    message: `The exception ${of.id} of ${of.package} is not open: it was closed meanwhile, or never came back.`,
    next: 'Look at the list again.',
  });
}
