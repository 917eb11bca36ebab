{#- One row for each product and day from which a title or a price holds; said again, the later one is right. -#}
{{ config(schema = 'staging', materialized = 'table', meta = {'answers_alike': ['order by', 'upper']}) }}

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
