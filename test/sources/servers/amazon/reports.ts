import { gzipSync } from 'node:zlib';
import type { VirtualClock } from '../../../conformance/sources/virtualClock.ts';
import type { Arrived, Reply } from '../vendorServer.ts';
import { problem, type Seller } from './amazon.ts';
import { orderReport, salesAndTraffic } from './reportBodies.ts';

/** `fatal at once` is how Amazon says "too often"; `plain` is a report that isn't compressed, `latin` one in the older encoding. */
export type Ending = 'done' | 'plain' | 'latin' | 'cancelled' | 'fatal at once' | 'fatal late';

interface Report {
  readonly id: string;
  readonly specification: Specification;
  readonly ending: Ending;
  readonly created: number;
}

export interface Specification {
  readonly reportType: string;
  readonly marketplaceIds: readonly string[];
  readonly dataStartTime?: string;
  readonly dataEndTime?: string;
  readonly reportOptions?: Readonly<Record<string, string>>;
}

const LINK = 5 * 60_000;
const MONTH = 30 * 86_400_000;

export function createReports(clock: VirtualClock, seller: Seller) {
  const reports = new Map<string, Report>();
  const links = new Map<string, { until: number; report: Report }>();
  return {
    create({ json }: Arrived): Reply {
      const specification = json as Specification;
      const wrong = refusal(specification, seller);
      if (wrong !== null) return { status: 400, json: problem('InvalidInput', wrong) };
      const id = String(50_000 + reports.size);
      const ending = seller.endings.shift() ?? 'done';
      reports.set(id, { id, specification, ending, created: clock.now() });
      return { status: 202, json: { reportId: id } };
    },
    status(id: string): Reply {
      const report = reports.get(id);
      if (report === undefined)
        return { status: 404, json: problem('NotFound', 'The report does not exist.') };
      const { specification, created } = report;
      const status = statusOf(report, clock.now(), seller);
      const ended = ['DONE', 'CANCELLED', 'FATAL'].includes(status);
      return {
        json: {
          reportId: id,
          ...specification,
          createdTime: new Date(created).toISOString(),
          processingStatus: status,
          ...(ended && { processingEndTime: new Date(clock.now()).toISOString() }),
          ...(status === 'DONE' && { reportDocumentId: `amzn1.spdoc.1.4.${id}` }),
        },
      };
    },
    document(id: string, origin: string): Reply {
      const report = reports.get(id.replace('amzn1.spdoc.1.4.', ''));
      if (report === undefined) return { status: 404, json: problem('NotFound', 'No such document.') };
      const signature = `s${links.size}`;
      links.set(signature, { until: clock.now() + LINK, report });
      return {
        json: {
          reportDocumentId: id,
          url: `${origin}/documents/${id}?X-Amz-Expires=300&X-Amz-Signature=${signature}`,
          ...(report.ending !== 'plain' && { compressionAlgorithm: 'GZIP' }),
        },
      };
    },
    /** A store of files, which knows nothing of tokens and refuses who brings one. */
    download({ query, headers }: Arrived): Reply {
      const link = links.get(query['X-Amz-Signature'] ?? '');
      if (link === undefined || link.until <= clock.now())
        return { status: 403, type: 'application/xml', text: '<Error><Code>AccessDenied</Code></Error>' };
      if (headers['x-amz-access-token'] !== undefined || headers['authorization'] !== undefined)
        return { status: 400, type: 'application/xml', text: '<Error><Code>InvalidArgument</Code></Error>' };
      const { specification, ending } = link.report;
      const isJson = specification.reportType === 'GET_SALES_AND_TRAFFIC_REPORT';
      const text = isJson
        ? JSON.stringify(salesAndTraffic(specification))
        : orderReport(specification, seller);
      const written = Buffer.from(text, ending === 'latin' ? 'latin1' : 'utf8');
      const bytes = ending === 'plain' ? written : gzipSync(written);
      return { bytes, type: isJson ? 'application/json' : 'text/tab-separated-values;charset=UTF-8' };
    },
  };
}

function statusOf({ ending, created }: Report, now: number, { queuedMs, workingMs }: Seller): string {
  const age = now - created;
  if (ending === 'fatal at once') return 'FATAL';
  if (age < queuedMs) return 'IN_QUEUE';
  if (ending === 'cancelled') return 'CANCELLED';
  if (age < queuedMs + workingMs) return 'IN_PROGRESS';
  if (ending !== 'fatal late') return 'DONE';
  return age < 600_000 ? 'IN_PROGRESS' : 'FATAL';
}

function refusal(told: Specification, seller: Seller): string | null {
  const { reportType, marketplaceIds, dataStartTime = '', dataEndTime = '', reportOptions } = told;
  const from = Date.parse(dataStartTime);
  const to = Date.parse(dataEndTime);
  if (marketplaceIds.some((id) => !seller.marketplaces.includes(id)))
    return 'Report rejected for this client. Some of the marketplaces are not allowed for this Report';
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) return 'Invalid date range.';
  if (reportType === 'GET_SALES_AND_TRAFFIC_REPORT') {
    if (marketplaceIds.length !== 1) return 'Only one marketplace is supported.';
    const { dateGranularity = '', asinGranularity = '' } = reportOptions ?? {};
    if (!['DAY', 'WEEK', 'MONTH'].includes(dateGranularity)) return 'Invalid dateGranularity.';
    return ['PARENT', 'CHILD', 'SKU'].includes(asinGranularity) ? null : 'Invalid asinGranularity.';
  }
  if (reportType !== 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL')
    return `Report type ${reportType} is not known.`;
  // Clocks that are put back make a month of days an hour longer.
  return to - from > MONTH + 3_600_000 ? 'The date range must not exceed 30 days.' : null;
}
