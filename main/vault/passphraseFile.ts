import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Cost, Sealed } from './sealed.ts';
import { systemCode, type Trouble, trouble } from './trouble.ts';
import { writeSafely } from './writeSafely.ts';

const Body = z.object({
  version: z.literal(1),
  /** Random, made with the vault: tells this vault from another one put in its place. */
  id: z.string().min(1),
  kdf: Cost.extend({ name: z.literal('scrypt'), salt: z.base64() }),
  /** The data key, sealed with the key that the passphrase gives. */
  wrapped: Sealed,
  entries: z.array(Sealed.extend({ service: z.string(), account: z.string() })),
});
const Stored = Body.extend({ checksum: z.string() });

/** `vault.json`: names in the clear, values sealed. */
export type PassphraseFile = z.infer<typeof Body>;

/** Null when there is none; a damaged one is a trouble, and nothing here ever writes over it. */
export async function readPassphraseFile(path: string): Promise<PassphraseFile | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const stored = Stored.safeParse(parse(text));
  if (!stored.success) throw damaged(path);
  const { checksum, ...body } = stored.data;
  // Without it a flipped bit in the wrapped key would look like a wrong passphrase.
  if (checksum !== checksumOf(body)) throw damaged(path);
  return body;
}

export async function writePassphraseFile(path: string, body: PassphraseFile): Promise<void> {
  const stored = { ...Body.parse(body), checksum: checksumOf(body) };
  await writeSafely(path, `${JSON.stringify(stored, null, 2)}\n`);
}

/** Over the values in the order of the schema, whatever order the file has them in. */
function checksumOf(body: PassphraseFile): string {
  return createHash('sha256')
    .update(JSON.stringify(Body.parse(body)))
    .digest('hex');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function damaged(path: string): Trouble {
  return trouble('FILE_INVALID', {
    message: `The passphrase vault's file ${path} is damaged; it was left as it is.`,
    next: 'Put back a copy from a backup. If there is none, move the file away and enter the secrets again.',
    subject: path,
  });
}
