{{ config(schema = 'analytics', materialized = 'table') }}

with spent as (
  select
    user_id,
    coalesce(state_code, 'UNKNOWN') as state_code,
    {{ total('orders') }} as orders,
    {{ total('revenue_minor') }} as revenue_minor
  from {{ ref('agg_orders_by_user_year') }}
  group by user_id, coalesce(state_code, 'UNKNOWN')
),

sums as (
  select
    spent.state_code,
    coalesce(users.income_group, 'Unknown') as income_group,
    users.income_rank,
    count(*) as customers,
    {{ total('spent.orders') }} as orders,
    {{ total('spent.revenue_minor') }} as revenue_minor
  from spent
  left join {{ ref('dim_user') }} as users on users.user_id = spent.user_id
  group by spent.state_code, coalesce(users.income_group, 'Unknown'), users.income_rank
)

select
  sums.state_code,
  states.state_name,
  sums.income_group,
  sums.income_rank,
  sums.customers,
  sums.orders,
  sums.revenue_minor,
  {{ per('sums.revenue_minor', 'sums.customers') }} as revenue_per_customer_minor,
  '{{ var("currency") }}' as currency
from sums
left join {{ ref('dim_state') }} as states on states.state_code = sums.state_code
