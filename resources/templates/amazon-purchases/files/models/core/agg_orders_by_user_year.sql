{#-
  A tenth of the rows of agg_orders_by_user_month, for marts that ask about people and not about months. The people and
  years of new lines are all that has to be counted again. A month somebody bought from two states in counts once, in the
  first of them, so that months add up.
-#}
{{ config(
  schema = 'core',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = ['year', 'user_id'],
  indexes = [{'columns': ['year', 'user_id']}],
  meta = {'answers_alike': ['/', 'order by']},
) }}

with months as (
  select
    year_month,
    user_id,
    state_code,
    orders,
    units,
    revenue_minor,
    newest_line,
    row_number() over (partition by year_month, user_id order by coalesce(state_code, '')) as place
  from {{ ref('agg_orders_by_user_month') }}
{%- if is_incremental() %}
  where (year_month, user_id) in (
    select recent.year * 100 + months.month, recent.user_id
    from (
      select distinct year_month / 100 as year, user_id
      from {{ ref('agg_orders_by_user_month') }}
      where newest_line > {{ newest('newest_line', this) }}
    ) as recent
    cross join (
      {%- for month in range(1, 13) %}
      {{ 'union all ' if not loop.first }}select {{ month }} as month
      {%- endfor %}
    ) as months
  )
{%- endif %}
)

select
  year_month / 100 as year,
  user_id,
  state_code,
  min(year_month) as first_year_month,
  count(case when place = 1 then 1 end) as active_months,
  {{ total('orders') }} as orders,
  {{ total('units') }} as units,
  {{ total('revenue_minor') }} as revenue_minor,
  max(newest_line) as newest_line
from months
group by year_month / 100, user_id, state_code
