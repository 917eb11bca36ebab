import * as z from 'zod';
import { AuditSubject, AuditVariant } from '../../../shared/domain/audit.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256');

/**
 * What lies beside a workbook as JSON, and in the register of the app. A workbook can't hold the digest of its own file: this
 * does. The register is what is believed; the file beside the workbook is for those who have no Leadline.
 */
export const Manifest = z.strictObject({
  format: z.literal(1),
  /** The package: of what is in it, so that the same inputs have the same id. */
  package: z.string().min(1).max(100),
  subject: AuditSubject,
  variant: AuditVariant,
  title: z.string(),
  program: z.string(),
  madeAt: z.string(),
  /** Its name, without a folder. */
  file: z.string().min(1).max(500),
  sha256: Digest,
  bytes: z.number().int().nonnegative(),
  sheets: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['data', 'page']),
      rows: z.number().int().nonnegative(),
      /** Of everything on it that a reviewer can't change. */
      digest: Digest,
    }),
  ),
  /** Whatever it was made from: loads, files, versions, with the digests they are known by. */
  inputs: z.array(z.strictObject({ name: z.string(), digest: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** With a line end, as text files have one. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
