import type * as z from 'zod';
import { type FileKind, WorkspaceConfig } from '../../../shared/contract/workspace.ts';
import type { FileProblem } from '../../../shared/errors/failure.ts';
import { pastedSecrets } from '../yaml/pastedSecrets.ts';
import { type ExtraCheck, validateYaml } from '../yaml/validateYaml.ts';
import { checkAlerts } from './checkAlerts.ts';
import { SCHEMAS } from './fileKinds.ts';
import { decodeText } from './readText.ts';

export interface CheckedFile {
  readonly config: WorkspaceConfig | null;
  readonly problems: FileProblem[];
}

/** One file's content against what its kind must say. */
export function checkFile(bytes: Buffer, file: string, kind: FileKind): CheckedFile {
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    const { line, column, message } = decoded;
    return { config: null, problems: [{ file, line, column, message, severity: 'error' }] };
  }
  if (kind === 'config') return checkConfig(decoded.text, file);
  if (kind === 'alerts')
    return { config: null, problems: decoded.text.trim() === '' ? [] : checkAlerts(decoded.text).problems };
  const schema: z.ZodType | undefined = kind === 'model' || kind === 'query' ? undefined : SCHEMAS[kind];
  if (schema === undefined) return { config: null, problems: [] };
  const extra = kind === 'source' ? secretsByKeyAndShape : secretsByShape;
  return { config: null, problems: validateYaml(decoded.text, schema, file, extra).problems };
}

export function checkConfig(text: string, file: string): CheckedFile {
  const { value, problems } = validateYaml(text, WorkspaceConfig, file, secretsByShape);
  return { config: value, problems };
}

const secretsByShape: ExtraCheck = (parsed, file) => pastedSecrets(parsed, file, false);
const secretsByKeyAndShape: ExtraCheck = (parsed, file) => pastedSecrets(parsed, file, true);
