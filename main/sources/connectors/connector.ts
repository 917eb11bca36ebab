import * as z from 'zod';
import { type FileProblem, fail, ok, type Result } from '../../../shared/errors/failure.ts';
import type { Manifest } from '../declarative/component.ts';
import { readManifest } from '../declarative/manifest/readManifest.ts';
import { ConnectorFacts } from './connectorFacts.ts';
import { placesIn } from './placesIn.ts';

/** A connector file that could be read. */
export interface Connector {
  readonly name: string;
  /** As it is told to a person. */
  readonly file: string;
  readonly origin: 'shipped' | 'workspace';
  readonly facts: ConnectorFacts;
  readonly manifest: Manifest;
}

export const ConnectorName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, 'use lower-case letters, digits, dashes and underscores');

/** A manifest of the dialect with our part, or one that knows nothing of us. */
export function readConnector(
  text: string,
  told: Pick<Connector, 'name' | 'file' | 'origin'>,
): Result<Connector> {
  const manifest = readManifest(text, told.file);
  if (!manifest.ok) return manifest;
  const { ours } = manifest.value;
  if (ours === null) return ok({ ...told, facts: unknownFacts(told.name), manifest: manifest.value });
  const facts = ConnectorFacts.safeParse(ours);
  if (facts.success) return ok({ ...told, facts: facts.data, manifest: manifest.value });
  const problems = problemsOf(facts.error, text, told.file);
  const first = problems[0];
  return fail('MANIFEST_INVALID', {
    message: `The part “leadline” of ${told.file} can't be used${first ? `, line ${first.line}: ${first.message}` : ''}.`,
    next: 'Correct it and try again. Nothing of the connector is used until then, because its terms stand there.',
    subject: told.file,
    problems,
  });
}

function unknownFacts(name: string): ConnectorFacts {
  const words =
    name
      .replace(/^source[-_]/, '')
      .replace(/[-_]+/g, ' ')
      .trim() || name;
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return ConnectorFacts.parse({ title, summary: 'A connector file of your own.' });
}

function problemsOf(error: z.ZodError, text: string, file: string): FileProblem[] {
  const place = placesIn(text);
  return error.issues.map((issue) => {
    const path = ['leadline', ...issue.path];
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const [key] = keys;
    return {
      file,
      ...place(key === undefined ? path : [...path, key]),
      severity: 'error' as const,
      message:
        key === undefined
          ? `${path.join('.')} ${issue.message.endsWith('received undefined') ? 'is missing' : `can't be used: ${issue.message}`}`
          : `${[...path, key].join('.')} is not a key Leadline knows`,
    };
  });
}
