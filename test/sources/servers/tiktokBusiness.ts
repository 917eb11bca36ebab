import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import {
  type Arrived,
  createThrottle,
  type Reply,
  startVendorServer,
  type VendorServer,
} from './vendorServer.ts';

const DAY = 86_400_000;

export interface TiktokBusiness extends VendorServer {
  revoke(): void;
}

/**
 * Reports of the Business API: every answer is status 200, and the code in the body says what it is. Thirty days at most by day,
 * a thousand rows a page; ten requests a second, otherwise code 40100 and five minutes of nothing else.
 */
export async function startTiktokBusiness(
  clock: VirtualClock,
  advertisers: readonly string[],
  campaigns: number,
  token: string,
): Promise<TiktokBusiness> {
  const throttle = createThrottle(clock, 10, 1);
  let closedUntil = 0;
  let revoked = false;
  const server = await startVendorServer(clock, (arrived) => {
    if (arrived.path !== '/open_api/v1.3/report/integrated/get/') return { status: 404, text: 'Not Found' };
    if (clock.now() < closedUntil || throttle() > 0) {
      if (clock.now() >= closedUntil) closedUntil = clock.now() + 300_000;
      return said(40100, 'Requests made too frequently. Please try again later.');
    }
    if (revoked || arrived.headers['access-token'] !== token)
      return said(40105, 'Access token is incorrect or has been revoked.');
    return report(arrived);
  });

  function report({ query }: Arrived): Reply {
    const { advertiser_id: advertiser = '', start_date: from = '', end_date: to = '' } = query;
    if (!advertisers.includes(advertiser))
      return said(40001, `No permission to operate advertiser ${advertiser}`);
    const dimensions = listOf(query['dimensions']);
    const metrics = listOf(query['metrics']);
    if (dimensions === null || metrics === null)
      return said(40002, 'dimensions: Not a valid list. metrics: Not a valid list.');
    if (query['report_type'] !== 'BASIC') return said(40002, 'report_type: Missing data for required field.');
    const first = Date.parse(from);
    const last = Date.parse(to);
    if (Number.isNaN(first) || Number.isNaN(last)) return said(40002, 'start_date: Not a valid date.');
    if ((last - first) / DAY + 1 > 30) return said(40002, 'The time range must be at most 30 days.');
    const rows = [];
    for (let day = first; day <= last; day += DAY)
      for (let campaign = 1; campaign <= (dimensions.includes('campaign_id') ? campaigns : 1); campaign += 1)
        rows.push(row(day, campaign, advertiser, dimensions, metrics));
    const page = Number(query['page'] ?? 1);
    const size = Number(query['page_size'] ?? 10);
    if (!(size >= 1 && size <= 1000)) return said(40002, 'page_size: Must be between 1 and 1000.');
    return said(0, 'OK', {
      list: rows.slice((page - 1) * size, page * size),
      page_info: {
        page,
        page_size: size,
        total_number: rows.length,
        total_page: Math.ceil(rows.length / size),
      },
    });
  }

  return {
    ...server,
    revoke() {
      revoked = true;
    },
  };
}

function row(
  day: number,
  campaign: number,
  advertiser: string,
  dimensions: readonly string[],
  metrics: readonly string[],
): Record<string, unknown> {
  const keys: Record<string, string> = {
    advertiser_id: advertiser,
    campaign_id: String(1_700_000_000_000_000 + campaign),
    stat_time_day: `${new Date(day).toISOString().slice(0, 10)} 00:00:00`,
  };
  const values: Record<string, string> = {
    spend: '12.30',
    impressions: '4500',
    clicks: '61',
    conversion: '3',
    video_play_actions: '1200',
  };
  const chosen = (from: Record<string, string>, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, from[name]]));
  return { dimensions: chosen(keys, dimensions), metrics: chosen(values, metrics) };
}

function listOf(text: string | undefined): string[] | null {
  try {
    const read: unknown = JSON.parse(text ?? '');
    return Array.isArray(read) ? read.map(String) : null;
  } catch {
    return null;
  }
}

function said(code: number, message: string, data: Record<string, unknown> = {}): Reply {
  return { json: { code, message, request_id: '20260615120000', data } };
}
