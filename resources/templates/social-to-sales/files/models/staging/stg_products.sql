{#-
  One row for each product and day from which a title or a price holds; said again, the later one is right. A product that no
  file of yours tells of, but Amazon's orders do, goes by its SKU, its name there and what a unit of it cost.
-#}
{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'lower', 'upper']}) }}

{#- Named whether there or not, so that new rows in it make this model anew. -#}
{%- do source('raw', 'amazon__order_lines') %}
{%- set orders = known_relation('raw', 'amazon__order_lines') %}

with products as (
  select
    trim(product) as product,
    trim(title) as title,
    trim(tags) as tags,
    trim(brand) as brand,
    price_minor,
    upper(trim(currency)) as currency,
    valid_from,
    row_number() over (partition by trim(product), valid_from order by _load desc, _row desc) as newest
  from {{ source('raw', 'demo_products') }}
  where product is not null and valid_from is not null
)
{%- if orders %},

{{ amazon_sold(orders) }},

-- The last order of each day says what holds from it on.
priced as (
  select
    product,
    day,
    coalesce(title, product) as title,
    currency,
    cast(round(price_minor * 1.0 / quantity) as bigint) as price_minor,
    row_number() over (partition by product, day order by purchase_date desc, amazon_order_id desc, line desc) as newest
  from counted
  where price_minor > 0 and quantity > 0 and currency is not null
),

compared as (
  select
    product,
    day,
    title,
    currency,
    price_minor,
    lag(title || ' ' || currency || ' ' || price_minor) over (partition by product order by day) as told_before
  from priced
  where newest = 1
)
{%- endif %}

select
  product,
  coalesce(title, product) as title,
  tags,
  brand,
  cast(round(price_minor) as bigint) as price_minor,
  currency,
  valid_from
from products
where newest = 1
{%- if orders %}

union all

select
  compared.product,
  compared.title,
  null as tags,
  null as brand,
  compared.price_minor,
  compared.currency,
  compared.day as valid_from
from compared
left join (select distinct product from products) as told on told.product = compared.product
where told.product is null
  and (compared.told_before is null or compared.told_before <> compared.title || ' ' || compared.currency || ' ' || compared.price_minor)
{%- endif %}
