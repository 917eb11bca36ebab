import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { formFields } from '../../../sources/connectors/formFields.ts';
import type { Answer, Invocation } from '../command.ts';
import { askEntered } from './askEntered.ts';
import { withSources } from './withSources.ts';

export function add(call: Invocation, connectorName: string): Promise<Result<Answer>> {
  const { options, terminal } = call;
  const name = typeof options['name'] === 'string' ? options['name'] : connectorName;
  return withSources(call, { secrets: false }, async (sources, { vault }) => {
    const connector = await sources.connector(connectorName);
    if (!connector.ok) return connector;
    const there = await sources.source(name);
    if (there.ok || there.failure.code !== 'SOURCE_UNKNOWN')
      return fail('BAD_INPUT', {
        message: `This workspace has a source ${name} already.`,
        next: 'Give this one another name with --name, or take that one away with: source remove.',
        subject: name,
      });
    const fields = formFields(connector.value.manifest.spec.schema);
    if (asksSecrets(fields)) for (const paragraph of connector.value.facts.help) terminal.progress(paragraph);
    if ((await vault.status()).locked && asksSecrets(fields)) {
      const { unlock } = await import('../unlock.ts');
      const unlocked = await unlock(vault, call);
      if (!unlocked.ok) return unlocked;
    }
    const entered = await askEntered(fields, call);
    if (!entered.ok) return entered;
    if (entered.value.secrets.length > 0 && (await vault.status()).backend === 'memory')
      return fail('VAULT_UNAVAILABLE', {
        message:
          'This machine has no keychain, and a secret in session memory would be gone when this command ends.',
        next: 'Make a passphrase vault first, with: vault create.',
      });
    const saved = await sources.save({
      name,
      connector: connectorName,
      ...entered.value,
      streams:
        typeof options['streams'] === 'string' ? options['streams'].split(',').map((one) => one.trim()) : [],
      approved: options['approved'] === true,
    });
    if (!saved.ok) return saved;
    const { failure, file } = saved.value;
    const stored = entered.value.secrets.map(({ path }) => path.join('.'));
    const kept = stored.length === 0 ? '' : ` Kept in the vault: ${stored.join(', ')}.`;
    const next =
      failure === null ? `Try it with: source check ${name}` : `${failure.message} ${failure.next}`;
    return ok({ data: { name, file, secrets: stored, failure }, text: `Made ${file}.${kept}\n${next}` });
  });
}

function asksSecrets(fields: ReturnType<typeof formFields>): boolean {
  return JSON.stringify(fields).includes('"secret":true');
}
