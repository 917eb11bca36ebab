import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Certificates {
  /** Of the authority that signed the others but the self-signed one. */
  readonly ca: string;
  /** Another authority, which signed nothing. */
  readonly stranger: string;
  readonly good: Certificate;
  readonly otherName: Certificate;
  readonly expired: Certificate;
  readonly selfSigned: Certificate;
}

/** Made by the program `openssl`; null where there is none. */
export function makeCertificates(): Certificates | null {
  if (spawnSync('openssl', ['version']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'leadline-certificates-'));
  try {
    const ca = selfSigned(folder, 'authority', 'Test authority');
    return {
      ca: ca.cert,
      stranger: selfSigned(folder, 'stranger', 'Another authority').cert,
      good: signed(folder, 'good', 'localhost', '20500101000000Z'),
      otherName: signed(folder, 'other', 'warehouse.example', '20500101000000Z'),
      expired: signed(folder, 'expired', 'localhost', '20200102000000Z'),
      selfSigned: selfSigned(folder, 'alone', 'localhost'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function selfSigned(folder: string, name: string, subject: string): Certificate {
  openssl(
    folder,
    `req -x509 -newkey rsa:2048 -nodes -days 3650 -keyout ${name}.key -out ${name}.crt`,
    '-subj',
    `/CN=${subject}`,
    '-addext',
    'subjectAltName=DNS:localhost',
  );
  return read(folder, name);
}

/** `openssl ca` is the only way that takes an end in the past on every version. */
function signed(folder: string, name: string, host: string, end: string): Certificate {
  const database = join(folder, `ca-${name}`);
  mkdirSync(database);
  writeFileSync(join(database, 'index.txt'), '');
  writeFileSync(
    join(folder, `${name}.cnf`),
    `[ca]
default_ca = own
[own]
database = ${database}/index.txt
new_certs_dir = ${database}
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = DNS:${host}
`,
  );
  openssl(folder, `req -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.csr`, '-subj', `/CN=${host}`);
  openssl(
    folder,
    `ca -batch -notext -config ${name}.cnf -cert authority.crt -keyfile authority.key -in ${name}.csr -out ${name}.crt -startdate 20200101000000Z -enddate ${end}`,
  );
  return read(folder, name);
}

function openssl(folder: string, line: string, ...more: string[]): void {
  const done = spawnSync('openssl', [...line.split(' '), ...more], { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`openssl ${line}: ${done.stderr}`);
}

function read(folder: string, name: string): Certificate {
  const text = (end: string) => readFileSync(join(folder, `${name}.${end}`), 'utf8');
  return { cert: text('crt'), key: text('key') };
}
