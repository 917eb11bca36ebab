/** A link that may be offered to the system browser: https, a host name, no credentials. */
export type ExternalLink =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly why: string };

export function parseExternalLink(text: string): ExternalLink {
  if (!URL.canParse(text)) return { ok: false, why: 'it is not a complete address' };
  const url = new URL(text);
  if (url.protocol !== 'https:') return { ok: false, why: 'only https links are opened' };
  if (url.username !== '' || url.password !== '')
    return { ok: false, why: 'it carries a user name or password' };
  return { ok: true, url };
}
