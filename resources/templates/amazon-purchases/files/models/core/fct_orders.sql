{#-
  The last index holds all that is counted by month, and the key that tells which rows a refresh replaces: counting reads it
  alone, in order, and no order itself.
-#}
{{ config(
  schema = 'core',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = 'order_key',
  indexes = [
    {'columns': ['order_key'], 'unique': true},
    {'columns': ['line']},
    {'columns': ['year_month', 'user_id', 'state_code', 'category', 'quantity', 'revenue_minor', 'line', 'order_key']},
  ],
) }}

select
  order_key,
  user_id,
  ordered_on,
  {{ year_month('ordered_on') }} as year_month,
  product_code,
  category,
  state_code,
  quantity,
  unit_price_minor,
  quantity * unit_price_minor as revenue_minor,
  currency,
  line
from {{ ref('stg_amazon_purchases') }}
{%- if is_incremental() %}
where line > {{ newest('line', this) }}
{%- endif %}
