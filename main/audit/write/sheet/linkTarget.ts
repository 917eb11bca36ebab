import { parseExternalLink } from '../../../../shared/domain/link.ts';
import type { Link } from '../../workbook/cell.ts';
import { readPlace } from '../../workbook/reference.ts';

/** What Excel takes as an address. */
const LONGEST = 2_079;

/** Why a link is not made one; null where it may be. */
export function linkObjection({ to }: Link, hasSheet: (name: string) => boolean): string | null {
  if ('place' in to) {
    const place = readPlace(to.place);
    return place !== null && hasSheet(place.sheet) ? null : 'Not a link: the workbook has no such place.';
  }
  if (to.address.length > LONGEST) return 'Not a link: its address is too long.';
  if (isMail(to.address)) return null;
  const read = parseExternalLink(to.address);
  return read.ok ? null : `Not a link: ${read.why}.`;
}

/** One person, without a subject or a body that someone else wrote. */
function isMail(address: string): boolean {
  return /^mailto:[^\s?&,;:<>"@%]+@[^\s?&,;:<>"@%]+$/.test(address);
}
