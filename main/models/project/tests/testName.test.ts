import { describe, expect, it } from 'vitest';
import { genericTestHash, genericTestNames } from './testName.ts';

describe('the names of generic tests', () => {
  it('are kind, target and arguments in the order of their names', () => {
    const args = { column_name: 'status', values: ['open', 'in progress', 3n, true], model: 'not named' };
    expect(genericTestNames('accepted_values', 'orders', args).full).toBe(
      'accepted_values_orders_status__open__in_progress__3__True',
    );
  });

  it('tell 1 from 1.0 as Python prints them', () => {
    expect(genericTestNames('t', 'm', { low: 1n, high: 1 }).full).toBe('t_m_1_0__1');
  });

  it('are cut to 63 characters with the hash of the whole for stored failures', () => {
    const { full, short } = genericTestNames('relationships', 'a_model_with_a_very_long_name', {
      column_name: 'customer_id',
      to: "ref('customers')",
      field: 'id',
    });
    expect(full).toBe('relationships_a_model_with_a_very_long_name_customer_id__id__ref_customers_');
    expect(short).toMatch(/^relationships_a_model_with_a_v_[0-9a-f]{32}$/);
  });
});

describe('the ten digits of a generic test', () => {
  const call = (testName: string, kwargs: Parameters<typeof genericTestHash>[1]['kwargs']) => ({
    testName,
    namespace: undefined,
    kwargs,
  });

  // Recorded from dbt-core 1.9.4.
  it('are those dbt makes', () => {
    expect(
      genericTestHash(
        'unique_stg_trips_trip_id',
        call('unique', { model: "{{ get_where_subquery(ref('stg_trips')) }}", column_name: 'trip_id' }),
      ),
    ).toBe('748f5076fb');
    expect(
      genericTestHash(
        'relationships_city_fares_city__city__ref_stg_city_',
        call('relationships', {
          model: "{{ get_where_subquery(ref('city_fares')) }}",
          column_name: 'city',
          to: "ref('stg_city')",
          field: 'city',
        }),
      ),
    ).toBe('40fc156ffa');
    expect(
      genericTestHash(
        'amount_in_band',
        call('between', {
          model: "{{ get_where_subquery(ref('stg_invoices')) }}",
          column_name: 'amount',
          low: 0n,
          high: 500n,
        }),
      ),
    ).toBe('970c36f7ad');
  });
});
