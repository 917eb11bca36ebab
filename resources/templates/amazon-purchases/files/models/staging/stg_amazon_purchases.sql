{#-
  One line for each person, day and product: of lines that say it twice the newest holds, wherever it comes from. So a
  duplicate changes nothing, and a line that comes again with another price corrects the first.
  `order_key` is the line that said it first and stays when it is corrected; `line` is the one that holds.
-#}
{{ config(
  schema = 'staging',
  materialized = 'incremental',
  incremental_strategy = 'delete+insert',
  unique_key = ['product_code', 'user_id', 'ordered_on'],
  indexes = [
    {'columns': ['product_code', 'user_id', 'ordered_on'], 'unique': true},
    {'columns': ['line']},
  ],
  meta = {'answers_alike': ['upper']},
) }}

with lines as {{ 'materialized' if is_incremental() }} (
  select
    {{ line_of_raw() }} as line,
    survey_response_id as user_id,
    order_date as ordered_on,
    coalesce(nullif(upper(trim(asin_isbn_product_code)), ''), 'NO CODE ' || coalesce(title, '')) as product_code,
    nullif(trim(title), '') as title,
    coalesce(nullif(upper(trim(category)), ''), 'UNKNOWN') as category,
    nullif(upper(trim(shipping_address_state)), '') as state_code,
    purchase_price_per_unit as unit_price_minor,
    cast(round(quantity) as bigint) as quantity
  from {{ source('raw', 'amazon_purchases') }}
  where true
{%- if is_incremental() %}
    and _load > {{ load_of_line(newest('line', this)) }}
{%- endif %}
    and survey_response_id is not null
    and order_date is not null
    and purchase_price_per_unit is not null
    and quantity is not null
),

-- Few lines are said again, so only the narrow key of all of them is sorted.
repeated as materialized (
  select user_id, ordered_on, product_code, max(line) as latest_line, min(line) as first_line
  from lines
  group by user_id, ordered_on, product_code
  having count(*) > 1
)

select
{%- if is_incremental() %}
  coalesce(known.order_key, repeated.first_line, lines.line) as order_key,
{%- else %}
  coalesce(repeated.first_line, lines.line) as order_key,
{%- endif %}
  lines.user_id,
  lines.ordered_on,
  lines.product_code,
  lines.title,
  lines.category,
  lines.state_code,
  lines.quantity,
  lines.unit_price_minor,
  '{{ var("currency") }}' as currency,
  lines.line
from lines
left join repeated
  on repeated.user_id = lines.user_id
  and repeated.ordered_on = lines.ordered_on
  and repeated.product_code = lines.product_code
{%- if is_incremental() %}
left join {{ this }} as known
  on known.product_code = lines.product_code
  and known.user_id = lines.user_id
  and known.ordered_on = lines.ordered_on
{%- endif %}
where repeated.latest_line is null or repeated.latest_line = lines.line
