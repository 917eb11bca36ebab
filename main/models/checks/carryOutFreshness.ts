import type { CarryOut } from '../build/nodeRun.ts';
import type { SourceNode } from '../project/nodes.ts';
import { ageText, freshnessOf, limitText } from './freshness/age.ts';
import { loadedAt } from './freshness/loadedAt.ts';
import { spokenAgainst, unanswered } from './told.ts';

/** Asks how old the newest of a source is. The clock is the build's, not the database's: they may differ. */
export const carryOutFreshness: CarryOut<SourceNode> = async (run) => {
  const { node, request } = run;
  const freshness = node.freshness ?? {};
  const loaded = await loadedAt(run);
  if (!loaded.ok) return unanswered(loaded.failure, node, { status: 'runtime error' });
  const { at, sql } = loaded.value;
  const now = request.clock();
  const age = at === null ? null : (now.getTime() - at.getTime()) / 1000;
  const verdict = freshnessOf(age, freshness);
  const name = `${node.sourceName}.${node.name}`;
  const found =
    age === null ? `${name} has never brought anything` : `The newest of ${name} is ${ageText(age)} old`;
  const { limit } = verdict;
  const beyond = verdict.status !== 'pass' && limit !== null;
  const message = `${found}${beyond ? `, and may be ${limitText(limit)}` : ''}.`;
  const limits = [
    ['warn after', freshness.warnAfter],
    ['error after', freshness.errorAfter],
  ] as const;
  return {
    status: verdict.status,
    message,
    ...(limit === null ? {} : { threshold: `> ${limitText(limit)}` }),
    ...(sql === undefined ? {} : { sql }),
    sample: {
      columns: ['newest', 'asked at', 'age in seconds', ...limits.map(([label]) => label)],
      rows: [
        [
          at?.toISOString() ?? null,
          now.toISOString(),
          age === null ? null : String(Math.round(age)),
          ...limits.map(([, one]) => (one === undefined ? null : limitText(one))),
        ],
      ],
    },
    ...(verdict.status === 'error'
      ? {
          failure: spokenAgainst(
            node,
            message,
            `Load ${name} again, or find out why nothing new has come; or change error_after where this is normal.`,
          ),
        }
      : {}),
  };
};
