import type { Config } from '../../host.ts';
import type { RateRule } from '../../http/http.ts';
import { Trouble } from '../../trouble.ts';
import type { Manifest } from '../component.ts';
import { createExpressions } from '../expressions/createExpressions.ts';
import { ratesOf } from '../requests/rates.ts';

/** The rates a manifest declares for its vendor. One that can't be read is said and left out: the source still runs, and obeys what answers say. */
export function budgetOf(
  manifest: Manifest,
  config: Config,
  told: { readonly source: string; now(): number; say(message: string, level: 'warn'): void },
): readonly RateRule[] {
  const { source } = told;
  const expressions = createExpressions({ config, now: () => told.now(), stream: source });
  try {
    return ratesOf(manifest.apiBudget, { stream: source, expressions }).map((rule) => ({
      ...rule,
      bucket: `${source}/${rule.bucket}`,
    }));
  } catch (thrown) {
    if (!(thrown instanceof Trouble) && !(thrown instanceof SyntaxError)) throw thrown;
    told.say(`The rates its manifest declares are not kept to. ${thrown.message}`, 'warn');
    return [];
  }
}
