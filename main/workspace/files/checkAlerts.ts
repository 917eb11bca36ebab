import { isScalar, visit } from 'yaml';
import { AlertSettings } from '../../../shared/domain/pipeline/alertSettings.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { type ParsedYaml, parseYaml } from '../yaml/parseYaml.ts';
import { pastedSecrets } from '../yaml/pastedSecrets.ts';
import { validateYaml } from '../yaml/validateYaml.ts';

export const ALERTS_FILE = 'alerts.yml';

export interface CheckedAlerts {
  readonly value: AlertSettings | null;
  /** What the file holds, keys nobody knows included; null where it is no mapping. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly problems: FileProblem[];
}

/** `alerts.yml`, where a pasted address is as much of a secret as a pasted password. */
export function checkAlerts(text: string): CheckedAlerts {
  const { value, problems } = validateYaml(text, AlertSettings, ALERTS_FILE, (parsed, file) => [
    ...pastedSecrets(parsed, file, true),
    ...pastedAddresses(parsed, file),
  ]);
  const data: unknown = parseYaml(text, ALERTS_FILE).parsed?.data;
  const mapping = typeof data === 'object' && data !== null && !Array.isArray(data);
  return { value, data: mapping ? (data as Record<string, unknown>) : null, problems };
}

/** Whoever knows the address of a webhook can post; nothing in this file takes an address. */
function pastedAddresses(parsed: ParsedYaml, file: string): FileProblem[] {
  const problems: FileProblem[] = [];
  visit(parsed.document, {
    Scalar(key, node) {
      if (key === 'key' || !isScalar(node) || typeof node.value !== 'string') return;
      if (!/^\s*https?:\/\//i.test(node.value)) return;
      problems.push({
        file,
        ...parsed.at(node.range?.[0] ?? 0),
        severity: 'error',
        message:
          'this is an address, and whoever knows it can use it: enter it in the settings of alerts, which keep it in the vault, and take it out of this file',
      });
    },
  });
  return problems;
}
