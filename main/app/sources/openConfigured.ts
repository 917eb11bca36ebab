import { fail, ok, type Result } from '../../../shared/errors/failure.ts';
import { checkConfig } from '../../sources/connectors/checkConfig.ts';
import type { Connector } from '../../sources/connectors/connector.ts';
import { policyFor } from '../../sources/connectors/httpFor.ts';
import { withValue } from '../../sources/connectors/resolveConfig.ts';
import type { SourceFile } from '../../sources/connectors/sourceFile.ts';
import { budgetOf } from '../../sources/declarative/streams/budget.ts';
import { openSource } from '../../sources/declarative/streams/openSource.ts';
import type { ReadySource } from '../../sources/extract/extraction.ts';
import { hasNeverStored } from '../../sources/extract/neverStored.ts';
import { withQuotas } from '../../sources/extract/quotas.ts';
import { createSourceWatch, type SourceWatch } from '../../sources/extract/sourceWatch.ts';
import type { Config } from '../../sources/host.ts';
import { createHttp } from '../../sources/http/createHttp.ts';
import type { RateMemory } from '../../sources/http/http.ts';
import { rangeMembers } from './rangeMembers.ts';
import { realClock } from './realClock.ts';
import type { SourceSecrets } from './sourceSecrets.ts';

export interface Range {
  readonly from: string;
  readonly to?: string | undefined;
}

/** A wait that somebody who watches would wonder about. */
const WAIT_TOLD_MS = 2_000;

export interface OpenedConfigured {
  readonly ready: ReadySource;
  readonly watch: SourceWatch;
  close(): Promise<void>;
}

export interface OpeningTools {
  readonly secrets: SourceSecrets;
  readonly memory: RateMemory;
  readonly version: string;
  readonly random: () => number;
  readonly say: (message: string, level: 'info' | 'warn') => void;
}

/** A source of the workspace with its secrets, its rates and its quotas, ready to be asked. */
export async function openConfigured(
  {
    name,
    file,
    connector,
  }: { readonly name: string; readonly file: SourceFile; readonly connector: Connector },
  tools: OpeningTools,
  range?: Range,
): Promise<Result<OpenedConfigured>> {
  const { facts, manifest } = connector;
  const wrong = checkConfig(manifest.spec.schema, file.config);
  if (wrong.length > 0)
    return refused(
      name,
      wrong.map(({ message }) => message),
    );
  const resolved = await tools.secrets.resolve(file, manifest.spec.schema);
  if (!resolved.ok) return resolved;
  const { secrets } = resolved.value;
  const config =
    range === undefined ? ok(resolved.value.config) : withRange(resolved.value.config, connector, range);
  if (!config.ok) return config;
  const watch = createSourceWatch({
    secrets,
    bodies: (stream) => !hasNeverStored(stream, facts.terms.never_stored),
    onSay: tools.say,
  });
  const { memory } = tools;
  const policy = policyFor(facts, { source: name, config: config.value, version: tools.version });
  const budget = budgetOf(manifest, config.value, {
    source: name,
    now: () => realClock.now(),
    say: watch.say,
  });
  const rates = [...policy.rates, ...budget];
  const transport = createHttp(
    { ...policy, rates },
    {
      clock: realClock,
      memory,
      trace: watch.exchange,
      waiting(stream, milliseconds) {
        if (milliseconds < WAIT_TOLD_MS) return;
        const seconds = Math.ceil(milliseconds / 1_000);
        watch.say(`Stream ${stream}: asked as often as is allowed for now, goes on in ${seconds} s.`, 'info');
      },
    },
  );
  const http = withQuotas(transport, name, facts.quotas, { memory, clock: realClock });
  const opened = openSource(manifest, config.value, {
    http,
    clock: realClock,
    random: tools.random,
    keepSecrets(values) {
      for (const { value } of values) watch.conceal(value);
      return tools.secrets.keep(file, values);
    },
    say: watch.say,
  });
  if (!opened.ok) {
    await transport.close();
    return opened;
  }
  const dynamic = manifest.dynamicStreams.length > 0;
  return ok({
    ready: { name, file, facts, opened: opened.value, dynamic },
    watch,
    close: () => transport.close(),
  });
}

/** The range of a backfill goes where the connector takes its dates from. */
function withRange(config: Config, connector: Connector, range: Range): Result<Config> {
  const { facts, manifest, name } = connector;
  const { start, end } = rangeMembers(connector);
  if (start === null) return noRange(`${facts.title} takes no day to start from`, name);
  if (range.to !== undefined && end === null) return noRange(`${facts.title} takes no day to end with`, name);
  const from = withValue(config, start.split('.'), dateLike(config, manifest.spec.schema, start, range.from));
  if (range.to === undefined || end === null) return ok(from);
  return ok(withValue(from, end.split('.'), dateLike(config, manifest.spec.schema, end, range.to)));
}

/** A connector that asks for a moment doesn't understand a day. */
function dateLike(config: Config, schema: Config, member: string, day: string): string {
  const properties = (schema['properties'] ?? {}) as Config;
  const own = (properties[member] ?? {}) as Config;
  const before = config[member];
  const moment = own['format'] === 'date-time' || (typeof before === 'string' && before.includes('T'));
  return moment ? `${day}T00:00:00Z` : day;
}

function noRange(why: string, subject: string): Result<never> {
  return fail('BAD_INPUT', {
    message: `${why}, so a range of the past can't be asked for.`,
    next: 'Read the stream again from its beginning with --full-refresh.',
    subject,
  });
}

function refused(name: string, words: readonly string[]): Result<never> {
  return fail('SOURCE_REFUSED', {
    message: `The config of ${name} isn't complete: ${words.slice(0, 5).join('; ')}.`,
    next: `Correct it in sources/${name}.yml, under config.`,
    subject: name,
  });
}
