import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createVirtualClock } from '../../conformance/sources/virtualClock.ts';
import type { Yard } from '../../models/purchases/yard.ts';
import { startFacebookPageInsights } from '../servers/facebookPageInsights.ts';
import { startInstagramHashtags } from '../servers/instagramHashtags.ts';
import { startPinterestTrends } from '../servers/pinterestTrends.ts';
import { startReddit } from '../servers/reddit.ts';
import { startTiktokBusiness } from '../servers/tiktokBusiness.ts';
import type { VendorServer } from '../servers/vendorServer.ts';
import { startYoutube } from '../servers/youtube.ts';
import { type Landed, landSource } from './landSource.ts';

const GRAPH = ['https://graph.facebook.com'];
const approved = '2024-01-31';

/** The sources that wait for credentials, once they have them, at midnight before 11 February 2024. */
export async function landWaiting(yard: Yard): Promise<void> {
  const clock = createVirtualClock(Date.parse('2024-02-11T00:00:00Z'));
  const daily = (count: number) =>
    Array.from({ length: count }, (_, index) => Date.parse('2024-02-10T12:00:00Z') / 1000 - index * 86_400);
  // Campaigns and pages are the person's own, so no line for them can come along. One line is of a trend that isn't there.
  const topics =
    'tiktok,1700000000000002,giant-tumbler\nfacebook,1000001,capybara-spa\npinterest,nails,chrome-nails\n';
  await appendFile(join(yard.folder, 'seeds/topics.csv'), topics);

  async function land(
    name: string,
    server: VendorServer,
    vendor: readonly string[],
    filling: Pick<Landed, 'filledIn' | 'secrets'>,
  ): Promise<void> {
    await landSource(yard, clock, { name, origin: server.origin, vendor, ...filling });
    await server.stop();
  }

  await land(
    'tiktok',
    await startTiktokBusiness(clock, ['7001'], 2, 'token'),
    ['https://business-api.tiktok.com'],
    {
      filledIn: { advertiser_ids: "['7001']" },
      secrets: { 'tiktok.access_token': 'token' },
    },
  );
  await land('facebook', await startFacebookPageInsights(clock, '1000001', 'EAAB'), GRAPH, {
    filledIn: { page_id: "'1000001'" },
    secrets: { 'facebook.access_token': 'EAAB' },
  });
  const tagged = { sourdough: 3, visiblemending: 1, junkjournal: 2 };
  await land('instagram', await startInstagramHashtags(clock, tagged, 'EAAB'), GRAPH, {
    filledIn: { user_id: "'17841400000000000'", approved },
    secrets: { 'instagram.access_token': 'EAAB' },
  });
  const videos = daily(2).map((at) => at * 1000);
  await land('youtube', await startYoutube(clock, videos, 'AIza'), ['https://www.googleapis.com'], {
    secrets: { 'youtube.api_key': 'AIza' },
  });
  const app = { id: 'a', secret: 'b', refreshToken: 'pinr' };
  const reddit = ['https://oauth.reddit.com', 'https://www.reddit.com'];
  await land('reddit', await startReddit(clock, { sourdough: daily(3) }, app), reddit, {
    filledIn: { client_id: 'a', username: 'shop', approved },
    secrets: { 'reddit.client_secret': 'b' },
  });
  const keywords = ['junk journal', 'nails'];
  await land('pinterest', await startPinterestTrends(clock, keywords, app), ['https://api.pinterest.com'], {
    filledIn: { app_id: 'a', approved },
    secrets: { 'pinterest.app_secret': 'b', 'pinterest.refresh_token': 'pinr' },
  });
}
