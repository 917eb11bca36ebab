import { IconTags } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Kinds } from '../../../../shared/contract/trends.ts';
import { useFormats } from '../../../app/formats.tsx';
import { failureOf, useCalls } from '../../../client/client.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { type Column, Table } from '../../../ui/Table.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../trends.module.css';
import { followersOf } from './words.ts';

type Kind = Kinds['categories'][number];
type Cell = Kind['products'][number] & { readonly category: string };

/** Which kinds of trend move which products: the sentence, the figures with their uncertainty, the working. */
export default function KindsAnswer() {
  const calls = useCalls();
  const formats = useFormats();
  const kinds = useQuery(calls.trends.kinds.queryOptions());
  if (kinds.isPending) return <Waiting>Counting findings</Waiting>;
  if (kinds.isError)
    return <FailureNotice failure={failureOf(kinds.error)} retry={() => void kinds.refetch()} />;
  const { answer, next, categories, studiedAt } = kinds.data;
  if (studiedAt === null)
    return (
      <EmptyState icon={IconTags} title={answer}>
        {next}
      </EmptyState>
    );
  const told = categories.flatMap((kind) => followersOf(kind) ?? []);
  const cells = categories.flatMap(({ category, products }) =>
    products.filter(({ confirmed }) => confirmed > 0).map((one): Cell => ({ ...one, category })),
  );
  return (
    <>
      <div className={classes['answer']}>
        <p className={classes['name']}>{answer}</p>
        {next !== null && <p className={classes['quiet']}>{next}</p>}
        {told.length > 0 && (
          <ul className={classes['told']}>
            {told.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        <p className={classes['quiet']}>
          Of the study of {formats.instant(studiedAt)}. Intervals hold for all kinds at once; several
          platforms of one trend count as pairs of their own.
        </p>
      </div>
      <Section
        title="By kind"
        description="Pairs studied, how many of them have a confirmed lead, and by how long."
      >
        <Table
          caption="Kinds of trend"
          columns={[{ id: 'kind', title: 'Kind', cell: ({ category }) => category }, ...FIGURES]}
          rows={categories}
          rowId={({ category }) => category}
        />
      </Section>
      <Section
        title="By kind and product"
        description="Where at least one pair has a confirmed lead. A share needs more pairs than most have."
      >
        {cells.length === 0 ? (
          <p className={classes['quiet']}>No product follows any kind of trend with confidence.</p>
        ) : (
          <Table
            caption="Kinds of trend by product"
            columns={[
              { id: 'kind', title: 'Kind', cell: ({ category }) => category },
              { id: 'product', title: 'Product', cell: ({ product }) => product },
              ...FIGURES,
            ]}
            rows={cells}
            rowId={({ category, product }) => `${category} ${product}`}
          />
        )}
      </Section>
    </>
  );
}

const FIGURES: readonly Column<Omit<Kind, 'products' | 'category'>>[] = [
  { id: 'tried', title: 'Pairs', figures: true, cell: ({ tried }) => tried },
  { id: 'confirmed', title: 'Confirmed', figures: true, cell: ({ confirmed }) => confirmed },
  {
    id: 'share',
    title: 'Share (95 % interval)',
    figures: true,
    cell: ({ share }) =>
      share.kind === 'few pairs'
        ? `too few: needs ${share.needed}`
        : `${percent(share.share)} (${percent(share.lower)} to ${percent(share.upper)})`,
  },
  {
    id: 'lead',
    title: 'Lead, days',
    figures: true,
    cell: ({ lead }) => (lead === null ? '–' : leadFigures(lead)),
  },
];

function leadFigures({ days, shortest, longest }: NonNullable<Kind['lead']>): string {
  return shortest === longest ? `${days}` : `${days} (${shortest} to ${longest})`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
