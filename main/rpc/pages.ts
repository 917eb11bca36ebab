import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface Page {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** The built pages, read from one folder and nowhere else, with the headers that fence them in. */
export interface Pages {
  /** `path` is a URL path as received, still encoded. */
  read(path: string, accepts?: { gzip: boolean }): Promise<Page>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const NONCE_MARK = '__CSP_NONCE__';
const FENCE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};

export function createPages(folder: string, { connect }: { connect: "'none'" | "'self'" }): Pages {
  // A folder that isn't there yet holds no page.
  const root = realpath(folder).catch(() => folder);
  const packed = new Map<string, Buffer>();

  function compressed(file: string, body: Buffer): Buffer {
    const known = packed.get(file) ?? gzipSync(body);
    packed.set(file, known);
    return known;
  }

  return {
    async read(path, accepts) {
      const within = contained(path);
      if (within === null) return missing();
      const wanted = extname(within) === '' ? 'index.html' : within;
      const file = await inside(await root, join(await root, wanted));
      const body = file === null ? null : await readFile(file).catch(() => null);
      if (file === null || body === null) return missing();
      if (wanted === 'index.html') return index(body.toString('utf8'), connect);
      const headers: Record<string, string> = {
        ...FENCE,
        'content-type': TYPES[extname(wanted)] ?? 'application/octet-stream',
        // Built assets carry a hash of their content in their name.
        'cache-control': wanted.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-cache',
      };
      if (!accepts?.gzip || !compresses(wanted)) return { status: 200, headers, body };
      return {
        status: 200,
        headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
        body: compressed(file, body),
      };
    },
  };
}

/** The page's policy: scripts from itself only, styles from itself or under this load's nonce, nothing else at all. */
export function contentPolicy(nonce: string, connect: "'none'" | "'self'"): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function index(html: string, connect: "'none'" | "'self'"): Page {
  const nonce = randomBytes(18).toString('base64');
  return {
    status: 200,
    headers: {
      ...FENCE,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy(nonce, connect),
      'cache-control': 'no-store',
    },
    body: Buffer.from(html.replaceAll(NONCE_MARK, nonce)),
  };
}

/** Decoded once and free of anything that could climb; null when the path is not a plain one. */
function contained(path: string): string | null {
  let plain: string;
  try {
    plain = decodeURIComponent(path.split(/[?#]/, 1)[0] ?? '');
  } catch {
    return null;
  }
  if (/[\0\\%:]/.test(plain)) return null;
  const steps = plain.split('/').filter((step) => step !== '');
  return steps.some((step) => step === '..' || step === '.') ? null : steps.join('/');
}

/** Follows links before trusting a path: what lies outside the folder doesn't exist. */
async function inside(root: string, file: string): Promise<string | null> {
  const real = await realpath(file).catch(() => null);
  return real?.startsWith(root + sep) ? real : null;
}

function compresses(file: string): boolean {
  return /\.(js|css|svg|json)$/.test(file);
}

function missing(): Page {
  return {
    status: 404,
    headers: { ...FENCE, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    body: Buffer.from('There is no such page.\n'),
  };
}
