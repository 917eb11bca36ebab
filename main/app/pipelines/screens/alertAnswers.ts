import type { AlertsForm, DeliveryLine } from '../../../../shared/contract/pipelines.ts';
import { SecretName } from '../../../../shared/contract/vault.ts';
import {
  type AlertSettings,
  channelSecret,
  DEFAULT_ALERTS,
  DEFAULT_DIGEST,
  HEARTBEAT_SECRET,
} from '../../../../shared/domain/pipeline/alertSettings.ts';
import { Secret } from '../../../../shared/domain/secret.ts';
import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import type { Delivery } from '../../../pipelines/alerts/alert.ts';
import type { Vault } from '../../../vault/vault.ts';
import { type AlertsWish, readAlerts, saveAlerts } from '../alerts/alertFiles.ts';
import { overOpened, type ScreenParts } from './parts.ts';
import type { PipelineScreens } from './pipelineScreens.ts';

type Answers = Pick<PipelineScreens, 'alerts' | 'saveAlerts' | 'testAlert' | 'deliveries'>;

export interface AlertParts extends ScreenParts {
  readonly vault: Pick<Vault, 'list' | 'set'>;
  /** The open workspace: its folder, and the id its secrets are filed under. */
  workspace(): { readonly folder: string; readonly id: string } | null;
}

export function alertAnswers(parts: AlertParts): Answers {
  return {
    alerts: () =>
      inWorkspace(parts, async ({ folder, id }) => {
        const { settings, problems } = await readAlerts(folder);
        const form = formOf(settings ?? DEFAULT_ALERTS);
        const held = await parts.vault.list(id);
        if (!held.ok && held.failure.code !== 'VAULT_LOCKED') return held;
        const names = new Set(held.ok ? held.value.map(({ name }) => String(name)) : []);
        const secrets = form.channels.map(({ name }) => [name, names.has(channelSecret(name))] as const);
        return ok({
          form,
          problems: [...problems],
          secrets: Object.fromEntries(secrets),
          heartbeatAddress: names.has(HEARTBEAT_SECRET),
        });
      }),

    saveAlerts: ({ form, secrets, heartbeatAddress }) =>
      inWorkspace(parts, async ({ folder, id }) => {
        // Secrets first: a channel without its secret can't send, a secret without its channel harms nothing.
        const entered = Object.entries(secrets)
          .filter(([, value]) => value !== '')
          .map(([channel, value]) => [channelSecret(channel), value] as const);
        if (heartbeatAddress) entered.push([HEARTBEAT_SECRET, heartbeatAddress]);
        for (const [name, value] of entered) {
          const kept = await parts.vault.set(id, SecretName.parse(name), new Secret(value));
          if (!kept.ok) return kept;
        }
        const saved = await saveAlerts(folder, wishOf(form));
        return saved.ok ? ok(undefined) : saved;
      }),

    testAlert: ({ channel }, signal) =>
      overOpened(parts, ({ alerts }) => alerts.test(channel, signal ?? new AbortController().signal)),

    deliveries: (page) =>
      overOpened(parts, async ({ alerts }) => {
        const found = await alerts.deliveries(page);
        return found.ok ? ok(found.value.map(deliveryLine)) : found;
      }),
  };
}

async function inWorkspace<T>(
  parts: AlertParts,
  work: (workspace: { readonly folder: string; readonly id: string }) => Promise<Result<T>>,
): Promise<Result<T>> {
  const workspace = parts.workspace();
  if (workspace !== null) return work(workspace);
  return fail('WORKSPACE_NOT_OPEN', {
    message: 'No workspace is open.',
    next: 'Open one, then try again.',
  });
}

function formOf({ channels, quiet, digest, include_details, heartbeat }: AlertSettings): AlertsForm {
  return {
    channels: channels.map((channel) => {
      const { kind, name } = channel;
      if (kind !== 'email') return { kind, name };
      const { server, port, tls, user, from, to } = channel;
      return { kind, name, server, port, tls, from, to: [...to], ...(user !== undefined && { user }) };
    }),
    quiet: quiet === undefined ? null : { ...quiet },
    digest: digest ?? DEFAULT_DIGEST,
    includeDetails: include_details ?? false,
    heartbeat: heartbeat === undefined ? null : { every: heartbeat.every },
  };
}

function wishOf({ channels, quiet, digest, includeDetails, heartbeat }: AlertsForm): AlertsWish {
  return {
    // An e-mail channel whose user was emptied has none any more.
    channels: channels.map((one) => (one.kind === 'email' ? { ...one, user: one.user ?? null } : one)),
    quiet,
    digest,
    include_details: includeDetails ? true : null,
    heartbeat,
  };
}

function deliveryLine(delivery: Delivery): DeliveryLine {
  const { id, channel, kind, title, createdAt, notBefore, status, tries, answer, sentAt } = delivery;
  return { id, channel, kind, title, createdAt, notBefore, status, tries, answer, sentAt };
}
