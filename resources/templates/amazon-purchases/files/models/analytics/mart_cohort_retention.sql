{#- A cohort is all who ordered first in the same month; retained are those of it who ordered in a month after. -#}
{{ config(schema = 'analytics', materialized = 'table') }}

with begun as (
  select user_id, min(first_year_month) as cohort from {{ ref('agg_orders_by_user_year') }} group by user_id
),

sizes as (
  select cohort, count(*) as cohort_size from begun group by cohort
)

select
  retained.cohort_year_month,
  {{ months_between('retained.cohort_year_month', 'retained.year_month') }} as months_since,
  sizes.cohort_size,
  retained.active_customers,
  {{ percent('retained.active_customers', 'sizes.cohort_size') }} as retention_percent,
  retained.orders,
  retained.revenue_minor,
  '{{ var("currency") }}' as currency
from {{ ref('agg_cohorts_by_month') }} as retained
join sizes on sizes.cohort = retained.cohort_year_month
