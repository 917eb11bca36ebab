import * as z from 'zod';
import { call } from './base.ts';

export const VaultBackend = z.enum(['keychain', 'passphrase', 'memory']);
export type VaultBackend = z.infer<typeof VaultBackend>;

export const VaultStatus = z.object({
  /** The backend in use. */
  backend: VaultBackend,
  /** Why this one, in a sentence. */
  why: z.string(),
  /** True while secrets can be neither read nor written. Only the passphrase vault locks. */
  locked: z.boolean(),
  /** Whether a passphrase vault exists on this machine, in use or not. */
  passphraseVault: z.boolean(),
  /** Every backend with what probing it found. */
  backends: z.array(
    z.object({
      backend: VaultBackend,
      available: z.boolean(),
      detail: z.string(),
      secrets: z.number().int().nullable(),
    }),
  ),
});
export type VaultStatus = z.infer<typeof VaultStatus>;

/** `<owner>.<field>`: lower case, digits, dot, dash and underscore. */
export const SecretName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,99}$/,
    'use lower-case letters, digits, dots, dashes and underscores (like tiktok.api_key)',
  )
  .brand<'SecretName'>();
export type SecretName = z.infer<typeof SecretName>;

export const SecretEntry = z.object({ name: SecretName, changedAt: z.iso.datetime().nullable() });
export type SecretEntry = z.infer<typeof SecretEntry>;

/** One line of the rotation log: who did what to which secret, when; never the value. */
export const Rotation = z.object({
  at: z.iso.datetime(),
  who: z.string(),
  /** `history altered`: here the log isn't as Leadline wrote it. */
  action: z.enum(['set', 'replaced', 'deleted', 'moved', 'passphrase changed', 'history altered']),
  name: z.string(),
  workspace: z.string(),
  backend: VaultBackend,
});
export type Rotation = z.infer<typeof Rotation>;

const passphrase = z.string().min(12, 'use at least 12 characters').max(1024);

export const vault = {
  status: call.output(VaultStatus),
  /** Names of the open workspace's secrets. Values never come back. */
  list: call.output(z.array(SecretEntry)),
  set: call.input(z.object({ name: SecretName, value: z.string().min(1).max(65_536) })),
  delete: call.input(z.object({ name: SecretName })),
  history: call.output(z.array(Rotation)),
  unlock: call.input(z.object({ passphrase: z.string() })).output(VaultStatus),
  lock: call.output(VaultStatus),
  /** Makes the passphrase vault, unlocked; secrets held by the backend in use move into it. */
  createPassphrase: call.input(z.object({ passphrase })).output(VaultStatus),
  changePassphrase: call.input(z.object({ current: z.string(), passphrase })).output(VaultStatus),
  /** Moves every secret to another backend and uses it from then on. */
  move: call
    .input(z.object({ to: VaultBackend }))
    .output(z.object({ moved: z.number().int(), status: VaultStatus })),
};
