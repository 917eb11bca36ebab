{{ config(schema = 'analytics', materialized = 'table') }}

with months as (
  select
    year_month,
    state_code,
    {{ total('orders') }} as orders,
    {{ total('units') }} as units,
    {{ total('revenue_minor') }} as revenue_minor,
    -- One row for each person in a month and state.
    count(*) as customers
  from {{ ref('agg_orders_by_user_month') }}
  group by year_month, state_code
)

select
  months.year_month / 100 as year,
  months.year_month % 100 as month,
  coalesce(months.state_code, 'UNKNOWN') as state_code,
  states.state_name,
  states.region,
  months.orders,
  months.units,
  months.customers,
  months.revenue_minor,
  {{ per('months.revenue_minor', 'months.orders') }} as average_order_minor,
  '{{ var("currency") }}' as currency
from months
left join {{ ref('dim_state') }} as states on states.state_code = months.state_code
