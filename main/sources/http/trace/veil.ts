import { SECRET_MARK } from '../../../../shared/domain/secret.ts';
import { createRedactor } from '../../../log/redact.ts';
import type { HttpRequest, Pairs } from '../http.ts';
import { CREDENTIAL_FIELD, isCredentialHeader, isCredentialParameter } from './credentials.ts';

/** Makes what one request and its answer say showable. */
export interface Veil {
  text(text: string): string;
  url(url: URL): string;
  headers(headers: Pairs): Pairs;
}

const SCHEME = /^(?:basic|bearer|digest|token|oauth|aws4-hmac-sha256) /i;

/*
 * The log's redactor knows the common shapes. Bodies need more: numbers and lists under a credential's name, what is cut off in
 * the middle, JSON within JSON, and XML.
 */
const IN_JSON = new RegExp(
  `((\\\\{0,4})"(?:${CREDENTIAL_FIELD})\\2"\\s{0,4}:\\s{0,4})(?:\\2"[\\s\\S]*?(?:(?<!\\\\)\\2"|$)|\\[[^\\]]*(?:\\]|$)|[^\\s,{}\\]"[\\\\]+)`,
  'gi',
);
const IN_XML = new RegExp(`(<(?:\\w{1,30}:)?(?:${CREDENTIAL_FIELD})(?:\\s[^<>]{0,200})?>)[^<]+`, 'gi');
const IN_FORM = new RegExp(`((?:^|[?&])(?:${CREDENTIAL_FIELD})=)[^&\\s"'<>#]+`, 'gi');

export function createVeil(secret: HttpRequest['secret'], values: Iterable<string>): Veil {
  const redactor = createRedactor();
  for (const value of values) redactor.conceal(value);

  function text(given: string): string {
    const inBodies = given
      .replace(
        IN_JSON,
        (_all, name: string, slashes: string) => `${name}${slashes}"${SECRET_MARK}${slashes}"`,
      )
      .replace(IN_XML, `$1${SECRET_MARK}`)
      .replace(IN_FORM, `$1${SECRET_MARK}`);
    return redactor.text(inBodies);
  }

  function parameters(search: string): string {
    const parts = search.slice(1).split('&');
    return parts.map((part) => (isSecretPart(part, secret) ? masked(part) : part)).join('&');
  }

  function url(given: URL): string {
    const search = given.search === '' ? '' : `?${parameters(given.search)}`;
    return text(`${given.origin}${given.pathname}${search}`);
  }

  return {
    text,
    url,
    headers: (headers) =>
      headers.map(([name, value]) => {
        if (isCredentialHeader(name, secret))
          return [name, `${SCHEME.exec(value)?.[0] ?? ''}${SECRET_MARK}`] as const;
        const address = /^(?:content-)?location$/i.test(name) && URL.canParse(value) ? new URL(value) : null;
        return [name, address === null ? text(withoutSecretParts(value, secret)) : url(address)] as const;
      }),
  };
}

function isSecretPart(part: string, secret: HttpRequest['secret']): boolean {
  const [name] = [...new URLSearchParams(part).keys()];
  return name !== undefined && isCredentialParameter(name, secret);
}

function masked(part: string): string {
  const [name = ''] = part.split('=', 1);
  return `${name}=${SECRET_MARK}`;
}

/** For addresses within other text: Link, Refresh, a relative Location. */
function withoutSecretParts(value: string, secret: HttpRequest['secret']): string {
  return value.replace(/(?<=[?&])[^?&\s<>"';,#]+/g, (part) =>
    isSecretPart(part, secret) ? masked(part) : part,
  );
}
