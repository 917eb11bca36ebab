import * as z from 'zod';
import type { AuditTick } from '../../../shared/contract/audit.ts';
import { AuditTick as Tick } from '../../../shared/contract/audit.ts';
import { AuditSubject } from '../../../shared/domain/audit.ts';
import type { Row } from '../../../shared/domain/column.ts';
import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { internalTable } from '../../warehouse/internalTable.ts';
import type { Store } from '../../warehouse/store.ts';
import { Manifest } from './manifest.ts';

/** One file that was written and found whole. */
export interface RegisteredPackage {
  readonly number: number;
  /** Where the manifest of an anonymised package tells a pseudonym, what it is of. */
  readonly subject: AuditSubject;
  /** Where it was written. */
  readonly file: string;
  readonly manifest: Manifest;
  readonly ticks: readonly AuditTick[];
}

const COLUMNS = [
  ...['number', 'id', 'subject', 'variant', 'file', 'sha256', 'made_at', 'manifest', 'ticks'],
] as const;
const LISTED = COLUMNS.map((name) => `"${name}"`).join(', ');
const MOST = 1_000;

type Readable = Pick<Store, 'engine' | 'query'>;

/**
 * Kept for good, also when the file is written again: the newest line of an id is the one that counts. `print` is what the package held,
 * packed.
 */
export function keepPackage(
  store: Store,
  made: Omit<RegisteredPackage, 'number' | 'subject'> & { readonly subject?: AuditSubject },
  print: string | null = null,
): Promise<Result<RegisteredPackage>> {
  const table = internalTable(store, 'audit_packages');
  return store.write(async (session) => {
    const last = await session.query(`select max("number") from ${table}`);
    if (!last.ok) return last;
    const number = Number(last.value.rows[0]?.[0] ?? 0) + 1;
    const { manifest, file, ticks, subject = manifest.subject } = made;
    const put = await session.execute(
      `insert into ${table} (${LISTED}) values (${COLUMNS.map(() => '?').join(', ')})`,
      [
        ...[BigInt(number), manifest.package, subjectKey(subject), manifest.variant, file],
        ...[manifest.sha256, manifest.madeAt, JSON.stringify(manifest), JSON.stringify(ticks)],
      ],
    );
    if (!put.ok) return put;
    if (print !== null) {
      const printed = await session.execute(
        `insert into ${internalTable(store, 'audit_prints')} ("package", "sha256", "print") values (?, ?, ?)
          on conflict ("package", "sha256") do nothing`,
        [manifest.package, manifest.sha256, print],
      );
      if (!printed.ok) return printed;
    }
    return ok({ ...made, number, subject });
  });
}

/** What that file held when it was written, packed; null where that isn't on record. */
export async function printOf(
  store: Readable,
  { package: id, sha256 }: Pick<Manifest, 'package' | 'sha256'>,
): Promise<Result<string | null>> {
  const found = await store.query(
    `select "print" from ${internalTable(store, 'audit_prints')} where "package" = ? and "sha256" = ?`,
    [id, sha256],
  );
  if (!found.ok) return found;
  const print = found.value.rows[0]?.[0];
  return ok(print === undefined || print === null ? null : String(print));
}

/** The newest first. */
export async function listPackages(store: Readable): Promise<Result<RegisteredPackage[]>> {
  return read(store, `order by "number" desc limit ${MOST}`, []);
}

/** The newest file of that package. */
export function packageById(store: Readable, id: string): Promise<Result<RegisteredPackage | null>> {
  return newest(store, '"id" = ?', [id]);
}

export function packageByDigest(store: Readable, sha256: string): Promise<Result<RegisteredPackage | null>> {
  return newest(store, '"sha256" = ?', [sha256]);
}

export function packageOfSubject(
  store: Readable,
  { subject, variant }: Pick<Manifest, 'subject' | 'variant'>,
): Promise<Result<RegisteredPackage | null>> {
  return newest(store, '"subject" = ? and "variant" = ?', [subjectKey(subject), variant]);
}

/** The same for the same subject, in whatever order its parts were told. */
function subjectKey(subject: Manifest['subject']): string {
  return JSON.stringify(Object.entries(subject).sort(([one], [other]) => (one < other ? -1 : 1)));
}

async function newest(
  store: Readable,
  where: string,
  values: readonly string[],
): Promise<Result<RegisteredPackage | null>> {
  const found = await read(store, `where ${where} order by "number" desc limit 1`, values);
  return found.ok ? ok(found.value[0] ?? null) : found;
}

async function read(
  store: Readable,
  rest: string,
  values: readonly string[],
): Promise<Result<RegisteredPackage[]>> {
  const found = await store.query(
    `select ${LISTED} from ${internalTable(store, 'audit_packages')} ${rest}`,
    values,
    { priority: 'interactive' },
  );
  if (!found.ok) return found;
  const packages: RegisteredPackage[] = [];
  for (const row of found.value.rows) {
    const one = packageOf(row);
    if (!one.ok) return one;
    packages.push(one.value);
  }
  return ok(packages);
}

function packageOf(row: Row): Result<RegisteredPackage> {
  const text = (name: (typeof COLUMNS)[number]) => String(row[COLUMNS.indexOf(name)] ?? '');
  const manifest = Manifest.safeParse(JSON.parse(text('manifest')));
  const ticks = z.array(Tick).safeParse(JSON.parse(text('ticks')));
  const subject = AuditSubject.safeParse(Object.fromEntries(JSON.parse(text('subject'))));
  if (manifest.success && ticks.success && subject.success)
    return ok({
      number: Number(text('number')),
      subject: subject.data,
      file: text('file'),
      manifest: manifest.data,
      ticks: ticks.data,
    });
  return fail('INTERNAL', {
    message: `Line ${text('number')} of the register of audit packages can’t be read.`,
    next: 'It was written by another version of Leadline: open the workspace with that one.',
  });
}
