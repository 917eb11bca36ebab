{#-
  Every title and price a product had, and when: the days of each are told by the source, so that a rebuild makes the same
  history, which a snapshot of today couldn't. Rows that change neither are one.
-#}
{{ config(
  schema = 'core',
  materialized = 'table',
  indexes = [{'columns': ['product', 'valid_from'], 'unique': true}],
  meta = {'answers_alike': ['order by']},
) }}

with told as (
  select
    product,
    title,
    price_minor,
    currency,
    valid_from,
    lag(title) over (partition by product order by valid_from) as title_before,
    lag(price_minor) over (partition by product order by valid_from) as price_before,
    lag(currency) over (partition by product order by valid_from) as currency_before
  from {{ ref('stg_products') }}
),

changed as (
  select product, title, price_minor, currency, valid_from
  from told
  where title_before is null
    or title <> title_before
    or price_minor <> price_before
    or currency <> currency_before
),

spans as (
  select
    product,
    title,
    price_minor,
    currency,
    valid_from,
    lead(valid_from) over (partition by product order by valid_from) as valid_to
  from changed
)

select
  product,
  title,
  price_minor,
  currency,
  valid_from,
  valid_to,
  valid_to is null as is_current
from spans
