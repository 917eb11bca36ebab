import type { HttpRequest, Pairs } from '../http.ts';

/** Headers and parameters that hold credentials wherever they occur, declared or not. */
const HEADER =
  /^(?:(?:proxy-)?authorization|(?:set-)?cookie2?|x-amz-security-token)$|api[-_]?key|token|secret|password|signature|session/i;

/** Of a token endpoint's form or JSON. Not `next_page_token` and the like: a place in a list opens nothing. */
export const CREDENTIAL_FIELD =
  '(?:access|refresh|id|session|device|subject|actor|security|auth|bearer|oauth|csrf)[_-]?token|token|' +
  'client[_-]?secret|client[_-]?assertion|assertion|secret|secret[_-]?key|app[_-]?secret|consumer[_-]?secret|' +
  'pass(?:word|phrase|wd|code)|api[_-]?key|apikey|access[_-]?key|private[_-]?key|signing[_-]?key|' +
  'authorization|auth|code[_-]?verifier|credentials?|jwt|cookie';

const FIELD = new RegExp(`^(?:${CREDENTIAL_FIELD})$`, 'i');

export function isCredentialField(name: string): boolean {
  return FIELD.test(name);
}

/** `rate-limit-tokens` and a page's token name something, but open nothing. */
const HARMLESS_HEADER = /rate-?limit|(?:next|page|continuation)[-_]?token/i;

export function isCredentialHeader(name: string, secret: HttpRequest['secret']): boolean {
  const lower = name.toLowerCase();
  if (secret.headers.some((declared) => declared.toLowerCase() === lower)) return true;
  return HEADER.test(lower) && !HARMLESS_HEADER.test(lower);
}

export function isCredentialParameter(name: string, secret: HttpRequest['secret']): boolean {
  return secret.parameters.includes(name) || isCredentialField(name);
}

const LONGEST_SEARCHED = 1024 ** 2;

/** Every value of a request that opens something: they are struck out wherever else they turn up. */
export function credentialValues(
  request: Pick<HttpRequest, 'secret'> & { readonly headers: Pairs; readonly url: URL },
  body: Uint8Array | null,
): ReadonlySet<string> {
  const values = new Set<string>();
  const add = (value: string) => {
    if (value !== '') values.add(value);
  };
  for (const [name, value] of request.headers) {
    if (!isCredentialHeader(name, request.secret)) continue;
    add(value);
    // Without its scheme, and both halves of Basic.
    const bare = value.replace(/^[A-Za-z][\w-]*\s+/, '');
    add(bare);
    if (/^basic\s/i.test(value))
      for (const half of Buffer.from(bare, 'base64').toString('utf8').split(':')) add(half);
  }
  for (const [name, value] of request.url.searchParams)
    if (isCredentialParameter(name, request.secret)) add(value);
  if (body !== null && body.byteLength <= LONGEST_SEARCHED)
    addFields(Buffer.from(body).toString('utf8'), (name) => isCredentialParameter(name, request.secret), add);
  return values;
}

/** Whether a body carries a credential, so that it must not go to another origin. */
export function holdsCredential(
  body: Uint8Array,
  secret: HttpRequest['secret'],
  known: ReadonlySet<string>,
): boolean {
  if (secret.bodies === true) return true;
  const text = Buffer.from(body).toString('utf8');
  for (const value of known) if (value.length >= 6 && text.includes(value)) return true;
  let found = false;
  addFields(
    text,
    (name) => isCredentialParameter(name, secret),
    () => {
      found = true;
    },
  );
  return found;
}

type Names = (name: string) => boolean;

function addFields(text: string, isSecret: Names, add: (value: string) => void): void {
  const start = text.trimStart().slice(0, 1);
  if (start === '{' || start === '[') {
    try {
      addJson(JSON.parse(text), false, isSecret, add);
    } catch {
      // Not JSON after all: nothing in it can be told apart by name.
    }
  } else {
    for (const [name, value] of new URLSearchParams(text)) if (isSecret(name)) add(value);
  }
}

function addJson(value: unknown, secret: boolean, isSecret: Names, add: (value: string) => void): void {
  if (typeof value === 'string' || typeof value === 'number') {
    if (secret) add(String(value));
  } else if (Array.isArray(value)) for (const item of value) addJson(item, secret, isSecret, add);
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) addJson(member, isSecret(name), isSecret, add);
}
