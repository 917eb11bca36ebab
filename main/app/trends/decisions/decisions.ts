import { fail, ok, type Result } from '../../../../shared/errors/failure.ts';
import { rememberDecision } from '../../../insight/affiliation/decisions.ts';
import type { ProductText } from '../../../insight/affiliation/proposal.ts';
import type { TrendText } from '../../../insight/text/words.ts';
import { createQueue } from '../../../workspace/queue.ts';
import { readWorkspaceFile } from '../../readWorkspaceFile.ts';
import { changeKeptFile } from './changeKeptFile.ts';
import { CORRECTIONS, oneText, type ReadCorrections, readCorrections } from './correctionsFile.ts';
import { DECISIONS, type ReadDecisions, readDecisions } from './decisionsFile.ts';
import { type KeptFile, keptLines, withLine, withoutRecords } from './keptLines.ts';

export interface Kept {
  readonly corrections: ReadCorrections;
  readonly decisions: ReadDecisions;
}

/** What a person said of trends and links, kept in two files of the workspace for ever. */
export interface Decisions {
  read(trends: ReadonlyMap<string, TrendText>, products: ReadonlyMap<string, ProductText>): Promise<Kept>;
  /** Both answer with the moment it was decided, by which it can be taken back. */
  correct(trend: TrendText, category: string): Promise<Result<{ at: string }>>;
  decide(
    trend: TrendText,
    product: ProductText,
    decision: 'accepted' | 'rejected',
  ): Promise<Result<{ at: string }>>;
  takeBack(said: { trend: string; product?: string | undefined; at: string }): Promise<Result<void>>;
}

export function createDecisions(workspace: string, clock: () => Date): Decisions {
  const inTurn = createQueue();

  const add = <Column extends string>(kept: KeptFile<Column>, values: Readonly<Record<Column, string>>) =>
    inTurn(() =>
      changeKeptFile(workspace, kept.file, (text) => {
        const read = keptLines(text, kept);
        return read.heading === null
          ? withoutHeading(read.problems[0]?.message, kept)
          : ok(withLine(text, kept, read, values));
      }),
    );

  const remove = <Column extends string>(
    kept: KeptFile<Column>,
    isIt: (values: Readonly<Record<Column, string>>) => boolean,
  ) =>
    inTurn(() =>
      changeKeptFile(workspace, kept.file, (text) => {
        const found = keptLines(text, kept).lines.filter(({ values }) => isIt(values));
        return found.length > 0
          ? ok(
              withoutRecords(
                text,
                found.map(({ record }) => record),
              ),
            )
          : fail('BAD_INPUT', {
              message: `${kept.file} doesn't hold that decision any more.`,
              next: 'Look at the file: it was changed meanwhile, and says what holds now.',
              subject: kept.file,
            });
      }),
    );

  return {
    async read(trends, products) {
      const [corrections, decisions] = await Promise.all([
        textOf(workspace, CORRECTIONS.file),
        textOf(workspace, DECISIONS.file),
      ]);
      return {
        corrections: withProblem(readCorrections(corrections.text, trends), corrections),
        decisions: withProblem(readDecisions(decisions.text, trends, products), decisions),
      };
    },

    async correct(trend, category) {
      const at = clock().toISOString();
      const values = { trend: trend.trend, category, text: oneText(trend), decided_at: at };
      const added = await add(CORRECTIONS, values);
      return added.ok ? ok({ at }) : added;
    },

    async decide(trend, product, decision) {
      const at = clock().toISOString();
      const { fingerprint } = rememberDecision(trend, product, decision, at);
      const values = { trend: trend.trend, product: product.product, decision, fingerprint, decided_at: at };
      const added = await add(DECISIONS, values);
      return added.ok ? ok({ at }) : added;
    },

    takeBack({ trend, product, at }) {
      return product === undefined
        ? remove(CORRECTIONS, (values) => values.trend === trend && values.decided_at === at)
        : remove(
            DECISIONS,
            (values) => values.trend === trend && values.product === product && values.decided_at === at,
          );
    },
  };
}

interface ReadText {
  readonly text: string;
  readonly problems: ReadCorrections['problems'];
}

async function textOf(workspace: string, file: string): Promise<ReadText> {
  const found = await readWorkspaceFile(workspace, file);
  if (found === null) return { text: '', problems: [] };
  return found.is === 'text' ? { text: found.text, problems: [] } : { text: '', problems: [found.problem] };
}

function withProblem<Read extends { readonly problems: ReadText['problems'] }>(
  read: Read,
  { problems }: ReadText,
): Read {
  return problems.length === 0 ? read : { ...read, problems: [...problems, ...read.problems] };
}

function withoutHeading(why: string | undefined, { file }: KeptFile<string>): Result<never> {
  return fail('FILE_INVALID', {
    message: `${file} can't be added to: ${why ?? 'its first line names no columns'}.`,
    next: 'Put the first line back as it says. Nothing was overwritten.',
    subject: file,
  });
}
