import type { LoadPlan, Record } from '../../../main/warehouse/loads.ts';
import { relationName } from '../../../shared/domain/relation.ts';
import { randomFrom } from '../store/random.ts';

export interface Step {
  readonly plan: LoadPlan;
  readonly records: readonly Record[];
  readonly attempt: string;
}

const relation = (name: string) => relationName('raw', name);

const PLANS: readonly LoadPlan[] = [
  {
    source: 'shop',
    stream: 'orders',
    relation: relation('orders'),
    disposition: 'append',
    contract: 'evolve',
  },
  {
    source: 'shop',
    stream: 'customers',
    relation: relation('customers'),
    disposition: 'merge',
    key: ['id'],
    hardDelete: 'gone',
    contract: 'evolve',
  },
  {
    source: 'shop',
    stream: 'products',
    relation: relation('products'),
    disposition: 'replace',
    contract: 'evolve',
  },
  {
    source: 'shop',
    stream: 'events',
    relation: relation('events'),
    disposition: 'append',
    contract: 'discard-row',
  },
];

export const STREAMS = PLANS.map(({ stream }) => stream);

/** The same load for the same number, in every process. Each kind comes every fourth time. */
export function stepAt(number: number): Step {
  const random = randomFrom(number + 1);
  const any = (below: number) => Math.floor(random() * below);
  const plan = PLANS[number % PLANS.length];
  if (plan === undefined) throw new Error('There is no such step.');
  const records = Array.from({ length: 20 + any(60) }, (_, index) =>
    recordFor(plan.stream, number, index, any),
  );
  return { plan, records, attempt: `step ${number}` };
}

function recordFor(stream: string, number: number, index: number, any: (below: number) => number): Record {
  switch (stream) {
    case 'orders':
      return {
        id: number * 1_000 + index,
        amount: any(5) === 0 ? 'none' : any(10_000),
        items: Array.from({ length: any(4) }, (_, at) => ({ sku: `s${at}`, taxes: [{ rate: any(20) }] })),
        // A column of its own now and then.
        ...(number % 16 === 0 && { [`since_${number}`]: true }),
      };
    case 'customers':
      return {
        id: any(120),
        name: `c${any(1_000)}`,
        gone: any(6) === 0,
        tags: any(3) === 0 ? ['a', any(9)] : [],
      };
    case 'products':
      return { sku: `p${index}`, stock: any(100), sizes: [any(9), any(9)] };
    default:
      return {
        at: index,
        kind: any(4) === 0 && number > 4 ? { odd: any(9) } : 'click',
        ...(any(5) === 0 && { by: 'x' }),
      };
  }
}
