import { AUDIT_KINDS, type AuditKind, AuditSubject, AuditVariant } from '../../../shared/domain/audit.ts';
import { auditAddress, USUAL_VARIANT } from '../../ui/auditAddress.ts';

/** What the Audit screen shows: an address of its own each, so that Back, links and a reload work. */
export type Place =
  /** The same package may have been written to several files; without one, the newest is meant. */
  | { readonly at: 'packages'; readonly id: string | null; readonly written?: string }
  /** Without a subject, one of that kind is to be chosen. */
  | {
      readonly at: 'make';
      readonly kind: AuditKind;
      readonly subject: AuditSubject | null;
      readonly variant: AuditVariant;
    }
  | { readonly at: 'file'; readonly path: string | null };

export const NEW: Place = { at: 'make', kind: 'finding', subject: null, variant: USUAL_VARIANT };

/** Reads what an address says, which may have been written by hand: what it says wrongly is as if it weren't there. */
export function placeAt(hash: string): Place {
  const { file, package: id, written, subject: kind, variant, ...of } = told(hash);
  if (kind !== undefined) {
    const known = AUDIT_KINDS.find((one) => one === kind) ?? 'finding';
    const subject = AuditSubject.safeParse({ kind: known, ...of });
    const asked = AuditVariant.safeParse(variant);
    return {
      ...{ at: 'make', kind: known, subject: subject.success ? subject.data : null },
      variant: asked.success ? asked.data : USUAL_VARIANT,
    };
  }
  if (file !== undefined) return { at: 'file', path: file === '' ? null : file };
  if (id === undefined || id === '') return { at: 'packages', id: null };
  return { at: 'packages', id, ...(written !== undefined && { written }) };
}

export function addressOf(place: Place): string {
  switch (place.at) {
    case 'packages':
      if (place.id === null) return '/audit';
      return `/audit#package=${encodeURIComponent(place.id)}${place.written === undefined ? '' : `&written=${encodeURIComponent(place.written)}`}`;
    case 'file':
      return `/audit#file=${encodeURIComponent(place.path ?? '')}`;
    case 'make': {
      if (place.subject !== null) return auditAddress(place.subject, place.variant);
      const variant = place.variant === USUAL_VARIANT ? '' : `&variant=${place.variant}`;
      return `/audit#subject=${place.kind}${variant}`;
    }
  }
}

/** The part of an address whose change is an arrival: what only opens beside a list, or is another variant, is none. */
export function arrivalOf(place: Place): string {
  switch (place.at) {
    case 'packages':
      return place.at;
    case 'file':
      return addressOf(place);
    case 'make':
      return place.subject === null ? place.at : auditAddress(place.subject);
  }
}

function told(hash: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(new URLSearchParams(hash.replace(/^#/, '')));
}
