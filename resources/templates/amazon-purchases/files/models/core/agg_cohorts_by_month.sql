{#-
  How many of those who ordered first in one month ordered in another, and how much. New lines ask for their own months to
  be counted again; where they are somebody's first, so do all months since, for that person now belongs to another
  cohort. A correction is nobody's first.
-#}
{{ config(
  schema = 'core',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = 'year_month',
  indexes = [{'columns': ['year_month']}],
) }}

with begun as materialized (
  select user_id, min(first_year_month) as cohort from {{ ref('agg_orders_by_user_year') }} group by user_id
),

{%- if is_incremental() %}
fresh as materialized (
  select year_month, user_id, oldest_line
  from {{ ref('agg_orders_by_user_month') }}
  where newest_line > {{ newest('newest_line', this) }}
),

affected as materialized (
  select year_month from fresh
  union
  select year_month
  from {{ this }}
  where year_month >= (
    select min(fresh.year_month)
    from fresh
    join begun on begun.user_id = fresh.user_id and begun.cohort = fresh.year_month
    where fresh.oldest_line > {{ newest('newest_line', this) }}
  )
),
{%- endif %}

months as materialized (
  select user_id, year_month, orders, revenue_minor, newest_line
  from {{ ref('agg_orders_by_user_month') }}
{%- if is_incremental() %}
  where year_month in (select year_month from affected)
{%- endif %}
)

select
  months.year_month,
  begun.cohort as cohort_year_month,
  count(distinct months.user_id) as active_customers,
  {{ total('months.orders') }} as orders,
  {{ total('months.revenue_minor') }} as revenue_minor,
  max(months.newest_line) as newest_line
from months
join begun on begun.user_id = months.user_id
group by months.year_month, begun.cohort
