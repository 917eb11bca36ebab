{#-
  Sales of your own files, where a day that comes again corrects the first, and of Amazon's orders, for what your files don't
  tell. Between a product's first sale there and the last day that was read, a day without an order is one on which nothing was sold.
-#}
{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'lower', 'upper']}) }}

{#- Named whether there or not, so that new rows in it make this model anew. -#}
{%- do source('raw', 'amazon__order_lines') %}
-- depends_on: {{ ref('stg_products') }}
{%- set orders = known_relation('raw', 'amazon__order_lines') %}

with {% if orders %}recursive {% endif %}sales as (
  select
    day,
    trim(product) as product,
    units,
    revenue_minor,
    sessions,
    in_stock,
    row_number() over (partition by day, trim(product) order by _load desc, _row desc) as newest
  from {{ source('raw', 'demo_outcomes') }}
  where day is not null and product is not null
)
{%- if orders %},

{{ amazon_sold(orders) }},

-- As far as its price is known, so that every sale has a currency.
known as (
  select product, min(valid_from) as first_day
  from {{ ref('stg_products') }}
  group by product
),

spans as (
  select sold.product, min(sold.day) as first_day
  from sold
  inner join known on known.product = sold.product and known.first_day <= sold.day
  group by sold.product
),

days(day) as (
  select min(first_day) from spans
  union all
  select {{ leadline.days_later('day', 1) }}
  from days
  where day < (select max(window_day) from {{ orders }})
)
{%- endif %}

select
  day,
  product,
  cast(round(units) as bigint) as units,
  cast(round(revenue_minor) as bigint) as revenue_minor,
  cast(round(sessions) as bigint) as sessions,
  in_stock
from sales
where newest = 1
{%- if orders %}

union all

select
  days.day,
  spans.product,
  coalesce(sold.units, 0) as units,
  coalesce(sold.revenue_minor, 0) as revenue_minor,
  cast(null as bigint) as sessions,
  -- Amazon's orders don't say what had run out.
  true as in_stock
from spans
inner join days on days.day >= spans.first_day
left join sold on sold.product = spans.product and sold.day = days.day
left join sales on sales.product = spans.product and sales.day = days.day and sales.newest = 1
where sales.product is null
{%- endif %}
