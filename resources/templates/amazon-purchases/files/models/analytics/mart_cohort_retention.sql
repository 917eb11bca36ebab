{#- A cohort is all who ordered first in the same month; retained are those of it who ordered in a month after. -#}
{{ config(schema = 'analytics', materialized = 'table') }}

with begun as (
  select user_id, min(first_year_month) as cohort from {{ ref('agg_orders_by_user_year') }} group by user_id
),

sizes as (
  select cohort, count(*) as cohort_size from begun group by cohort
),

retained as (
  select
    begun.cohort,
    {{ months_between('begun.cohort', 'months.year_month') }} as months_since,
    count(distinct months.user_id) as active_customers,
    {{ total('months.orders') }} as orders,
    {{ total('months.revenue_minor') }} as revenue_minor
  from {{ ref('agg_orders_by_user_month') }} as months
  join begun on begun.user_id = months.user_id
  group by begun.cohort, {{ months_between('begun.cohort', 'months.year_month') }}
)

select
  retained.cohort as cohort_year_month,
  retained.months_since,
  sizes.cohort_size,
  retained.active_customers,
  {{ percent('retained.active_customers', 'sizes.cohort_size') }} as retention_percent,
  retained.orders,
  retained.revenue_minor,
  '{{ var("currency") }}' as currency
from retained
join sizes on sizes.cohort = retained.cohort
