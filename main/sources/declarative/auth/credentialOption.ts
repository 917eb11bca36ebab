import type { Member } from '../component.ts';
import type { Additions, Making } from '../parts.ts';
import { injection } from '../slices/requestOption.ts';
import { credentialHeader } from './credentialHeader.ts';

/** Puts a credential where a `RequestOption` says, and says that it is one. */
export type CredentialOption = (credential: string) => Promise<Additions>;

/** Null: there is no such option. */
export function credentialOption(member: Member | undefined, making: Making): CredentialOption | null {
  const option = injection(member, making);
  if (option === null) return null;
  let ready: Promise<void> | null = null;
  return async (credential) => {
    ready ??= option.ready();
    await ready;
    const added = option.add(credential);
    const [header] = added.headers ?? [];
    if (header !== undefined) return credentialHeader(header[0], credential, making.stream);
    const named = [...(added.parameters ?? []), ...(added.bodyForm ?? [])].map(([name]) => name);
    return { ...added, secret: { parameters: [...named, ...innermost(added.bodyJson)] } };
  };
}

/** The member that holds the credential, at the end of its path. */
function innermost(object: Additions['bodyJson']): string[] {
  const [name, value] = Object.entries(object ?? {})[0] ?? [];
  if (name === undefined) return [];
  return typeof value === 'object' && value !== null ? innermost(value as Additions['bodyJson']) : [name];
}
