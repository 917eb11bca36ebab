{#- A product as its newest line with a title and a category calls it, and all that was ever ordered of it. -#}
{{ config(
  schema = 'core',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = 'product_code',
  indexes = [
    {'columns': ['product_code'], 'unique': true},
    {'columns': ['revenue_minor', 'told_line']},
  ],
  meta = {'answers_alike': ['lower']},
) }}

{#- Lines that don't say what it is count below all that do, and still one before the other. -#}
{%- set told -%}
case when title is null or category = 'UNKNOWN' then line - 1000000000000000000 else line end
{%- endset %}

with products as (
  select
    product_code,
    {{ value_at_greatest('title', told) }} as title,
    {{ value_at_greatest('category', told) }} as category,
    count(*) as orders,
    {{ total('quantity') }} as units,
    {{ total('quantity * unit_price_minor') }} as revenue_minor,
    max({{ told }}) as told_line
  from {{ ref('stg_amazon_purchases') }}
{%- if is_incremental() %}
  where product_code in (
    select product_code from {{ ref('stg_amazon_purchases') }} where line > {{ newest('told_line', this) }}
  )
  group by product_code
{%- else %}
  group by {{ grouped_whole('product_code') }}
{%- endif %}
)

select
  product_code,
  title,
  category,
  lower(category) like '%gift_card%' or coalesce(lower(title) like '%gift card%', false) as is_gift_card,
  orders,
  units,
  revenue_minor,
  '{{ var("currency") }}' as currency,
  told_line
from products
