{#- People by what they answered: each way of dividing them adds up to all orders. -#}
{{ config(schema = 'analytics', materialized = 'table') }}

{%- set ways = ['age_group', 'income_group', 'gender', 'education', 'household_size'] %}

with buying as (
  select
    user_id,
    {{ total('orders') }} as orders,
    {{ total('units') }} as units,
    {{ total('revenue_minor') }} as revenue_minor,
    {{ total('active_months') }} as active_months
  from {{ ref('agg_orders_by_user_year') }}
  group by user_id
),

people as (
  select
    buying.*,
{%- for way in ways %}
    coalesce(users.{{ way }}, 'Unknown') as {{ way }},
{%- endfor %}
    case users.is_hispanic when true then 'Hispanic' when false then 'Not Hispanic' else 'Unknown' end as origin
  from buying
  left join {{ ref('dim_user') }} as users on users.user_id = buying.user_id
),

segments as (
{%- for way in ways + ['origin'] %}
  select
    '{{ way }}' as segment_by,
    {{ way }} as segment,
    count(*) as customers,
    {{ total('orders') }} as orders,
    {{ total('units') }} as units,
    {{ total('revenue_minor') }} as revenue_minor,
    {{ total('active_months') }} as active_months
  from people
  group by {{ way }}
{%- if not loop.last %}
  union all
{%- endif %}
{%- endfor %}
)

select
  segment_by,
  segment,
  customers,
  orders,
  units,
  active_months,
  revenue_minor,
  {{ per('revenue_minor', 'customers') }} as revenue_per_customer_minor,
  {{ per('revenue_minor', 'orders') }} as average_order_minor,
  {{ per('revenue_minor', 'active_months') }} as revenue_per_active_month_minor,
  '{{ var("currency") }}' as currency
from segments
