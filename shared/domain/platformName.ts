/** As their owners write them, by the letters and digits of what a source calls them. */
const KNOWN: Readonly<Record<string, string>> = {
  amazon: 'Amazon',
  etsy: 'Etsy',
  facebook: 'Facebook',
  gdelt: 'GDELT',
  google: 'Google',
  googletrends: 'Google Trends',
  hackernews: 'Hacker News',
  instagram: 'Instagram',
  linkedin: 'LinkedIn',
  meta: 'Meta',
  news: 'News',
  pinterest: 'Pinterest',
  reddit: 'Reddit',
  shopify: 'Shopify',
  snapchat: 'Snapchat',
  threads: 'Threads',
  tiktok: 'TikTok',
  tumblr: 'Tumblr',
  twitter: 'Twitter',
  wikimedia: 'Wikimedia',
  wikipedia: 'Wikipedia',
  x: 'X',
  youtube: 'YouTube',
};

/** One that nobody here knows is called as its source calls it. */
export function platformName(platform: string): string {
  const name = platform.toLowerCase().replace(/[^a-z0-9]/g, '');
  return (Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined) ?? platform;
}

/** "on TikTok", "in the news". */
export function onPlatform(platform: string): string {
  const name = platformName(platform);
  return name === KNOWN['news'] ? 'in the news' : `on ${name}`;
}
