import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import * as z from 'zod';

/** What scrypt costs is kept with what it protects, so that it can be raised without breaking old vaults. */
export const Cost = z.object({
  N: z
    .number()
    .int()
    .min(2 ** 14)
    .max(2 ** 20)
    .refine((cost) => Number.isInteger(Math.log2(cost))),
  r: z.number().int().min(8).max(16),
  p: z.number().int().min(1).max(4),
});
export type Cost = z.infer<typeof Cost>;

/** About 0.4 s and 128 MB a guess (the OWASP recommendation for scrypt of 2023). */
export const COST: Cost = { N: 2 ** 17, r: 8, p: 1 };

const KEY_BYTES = 32;
const IV_BYTES = 12;

export const Sealed = z.object({ iv: z.base64(), data: z.base64(), tag: z.base64() });
export type Sealed = z.infer<typeof Sealed>;

export type Random = (bytes: number) => Buffer;

export function newKey(random: Random): Buffer {
  return random(KEY_BYTES);
}

export function deriveKey(passphrase: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  // The same passphrase typed on another system may arrive composed differently.
  const typed = passphrase.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(typed, salt, KEY_BYTES, { N, r, p, maxmem: 128 * N * r + 64 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** `bound` is authenticated, not stored: what was sealed for one place can't be opened as another's. */
export function seal(key: Buffer, plain: Buffer, bound: string, random: Random): Sealed {
  const iv = random(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(bound, 'utf8'));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return {
    iv: iv.toString('base64'),
    data: data.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** Null when the key is another, or a bit of it was changed, or it was sealed for another place. */
export function unseal(key: Buffer, sealed: Sealed, bound: string): Buffer | null {
  const [iv, tag] = [Buffer.from(sealed.iv, 'base64'), Buffer.from(sealed.tag, 'base64')];
  if (iv.length !== IV_BYTES || tag.length !== 16) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(bound, 'utf8')).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(Buffer.from(sealed.data, 'base64')), decipher.final()]);
  } catch {
    return null;
  }
}
