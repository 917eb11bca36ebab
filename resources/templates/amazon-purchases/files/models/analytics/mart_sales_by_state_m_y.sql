{#- Months that new orders fall into are counted again as wholes. -#}
{{ config(
  schema = 'analytics',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = 'year_month',
  indexes = [{'columns': ['year_month']}],
  meta = {'answers_alike': ['/']},
) }}

with months as (
  select
    year_month,
    state_code,
    {{ total('orders') }} as orders,
    {{ total('units') }} as units,
    {{ total('revenue_minor') }} as revenue_minor,
    -- One row for each person in a month and state.
    count(*) as customers,
    max(newest_line) as newest_line
  from {{ ref('agg_orders_by_user_month') }}
{%- if is_incremental() %}
  where year_month in (
    select year_month
    from {{ ref('agg_orders_by_user_month') }}
    where newest_line > {{ newest('newest_line', this) }}
  )
{%- endif %}
  group by year_month, state_code
)

select
  months.year_month,
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
  '{{ var("currency") }}' as currency,
  months.newest_line
from months
left join {{ ref('dim_state') }} as states on states.state_code = months.state_code
