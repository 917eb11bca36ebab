{#-
  Lines of Amazon's orders that count, as CTEs: `counted` a row a line, `sold` a row a product and day. Cancelled ones don't count. What an
  order that is still pending will cost Amazon doesn't say: its units count, its money once it is there. Days are those of
  the zone in sources/amazon.yml.
-#}
{% macro amazon_sold(orders) -%}
counted as (
  select
    trim(sku) as product,
    purchase_day as day,
    purchase_date,
    amazon_order_id,
    line,
    trim(product_name) as title,
    quantity,
    upper(trim(currency)) as currency,
    {{ minor_units('item_price') }} as price_minor,
    {{ minor_units('item_promotion_discount') }} as discount_minor
  from {{ orders }}
  where sku is not null
    and purchase_day is not null
    and lower(coalesce(order_status, '')) not in ('cancelled', 'canceled')
    and lower(coalesce(item_status, '')) not in ('cancelled', 'canceled')
),

sold as (
  select
    product,
    day,
    cast(sum(quantity) as bigint) as units,
    cast(sum(coalesce(price_minor, 0) - abs(coalesce(discount_minor, 0))) as bigint) as revenue_minor
  from counted
  group by product, day
)
{%- endmacro %}

{#- RAW counts amounts in hundredths. A yen has no parts. -#}
{% macro minor_units(amount) -%}
  {{ amount }} / case when upper(trim(currency)) in ('JPY', 'KRW', 'CLP', 'VND') then 100 else 1 end
{%- endmacro %}
