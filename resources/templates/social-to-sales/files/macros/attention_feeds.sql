{#-
  What each source tells of a topic and a day, and how it is counted: one entry a stream. `from` is the relation in RAW, and the
  texts are SQL over it; `inside` is the relation whose rows hold those of `from`. `each_day`: a day that was read has a row whatever
  happened on it, so that one without is not known; elsewhere it is a day of none. Days are UTC's, but those that a vendor counts itself. A source
  of your own is one more entry, its relation in models/sources.yml, and lines in seeds/topics.csv.
-#}
{% macro attention_feeds() -%}
  {{- return([
    {'platform': 'wikipedia', 'from': 'wikipedia__article_views', 'each_day': true, 'day': 'day',
      'topic': "replace(article, '_', ' ')", 'metric': "'views'", 'value': 'sum(views)'},
    {'platform': 'news', 'from': 'news__coverage', 'each_day': true, 'day': 'day', 'topic': 'query', 'metric': "'articles'",
      'value': 'max(articles)'},
    {'platform': 'hackernews', 'from': 'hackernews__stories', 'each_day': false, 'day': leadline.as_day('created_at'),
      'topic': 'query', 'metric': "'stories'", 'value': 'count(distinct object_id)'},
    {'platform': 'tiktok', 'from': 'tiktok__campaign_days', 'each_day': false, 'day': 'day', 'topic': 'campaign_id',
      'metric': "'ad_views'", 'value': 'sum(video_views)'},
    {'platform': 'facebook', 'from': 'facebook__page_days', 'each_day': true, 'day': 'day', 'topic': 'page_id',
      'metric': 'metric', 'value': 'max(value)'},
    {'platform': 'instagram', 'from': 'instagram__recent_media', 'each_day': false, 'day': leadline.as_day('timestamp'),
      'topic': 'hashtag', 'metric': "'posts'", 'value': 'count(distinct id)'},
    {'platform': 'youtube', 'from': 'youtube__search', 'each_day': false, 'day': leadline.as_day('published_at'),
      'topic': 'query', 'metric': "'videos'", 'value': 'count(distinct id)'},
    {'platform': 'reddit', 'from': 'reddit__found_posts', 'each_day': false, 'day': day_of_seconds('created_utc'),
      'topic': 'asked', 'metric': "'posts'", 'value': 'count(distinct id)'},
    {'platform': 'pinterest', 'from': 'pinterest__keywords__weeks', 'inside': 'pinterest__keywords', 'each_day': true,
      'day': 'one.week', 'topic': 'whole.keyword', 'metric': "'searches'", 'value': 'max(one.searches)'},
  ]) -}}
{%- endmacro %}

{#- Of seconds since 1970. -#}
{% macro day_of_seconds(seconds) -%}
  {%- if target.type == 'sqlite' -%}
    date({{ seconds }}, 'unixepoch')
  {%- else -%}
    cast(to_timestamp({{ seconds }}) at time zone 'UTC' as date)
  {%- endif -%}
{%- endmacro %}
