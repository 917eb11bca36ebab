import { fail, type Result } from '../../shared/errors/failure.ts';
import { trouble } from './trouble.ts';

export function notFound(name: string) {
  return trouble('SECRET_NOT_FOUND', {
    message: `This workspace has no secret named ${name}.`,
    next: 'Add it in Settings, Vault, or check the name.',
    subject: name,
  });
}

export function vaultExists(path: string) {
  return trouble('VAULT_EXISTS', {
    message: 'There already is a passphrase vault on this computer.',
    next: 'Unlock it with its passphrase, then move the secrets there.',
    subject: path,
  });
}

export function unstorable(name: string): Result<never> {
  return fail('BAD_INPUT', {
    message: `The value of ${name} can't be kept: it is empty or holds characters that are no text.`,
    next: 'Copy the value again and enter it once more.',
    subject: name,
  });
}
