import type { Seller } from './amazon.ts';
import type { Specification } from './reports.ts';

const DAY = 86_400_000;
const usd = (amount: number) => ({ amount, currencyCode: 'USD' });

/** In the form of Amazon's own example; figures by product are added up over the days of the report. */
export function salesAndTraffic(specification: Specification) {
  const { dataStartTime = '', dataEndTime = '' } = specification;
  const first = Date.parse(`${dataStartTime.slice(0, 10)}T00:00:00Z`);
  const days = Math.round((Date.parse(`${dataEndTime.slice(0, 10)}T00:00:00Z`) - first) / DAY) + 1;
  return {
    reportSpecification: specification,
    salesAndTrafficByDate: Array.from({ length: days }, (_, index) => ({
      date: new Date(first + index * DAY).toISOString().slice(0, 10),
      salesByDate: {
        orderedProductSales: usd(238.44),
        unitsOrdered: 23,
        totalOrderItems: 20,
        averageSalesPerOrderItem: usd(11.92),
        averageUnitsPerOrderItem: 1.15,
        averageSellingPrice: usd(10.37),
        unitsRefunded: 1,
        refundRate: 4.35,
        claimsGranted: 0,
        claimsAmount: usd(0),
        shippedProductSales: usd(650.72),
        unitsShipped: 59,
        ordersShipped: 54,
      },
      trafficByDate: {
        browserPageViews: 1158,
        mobileAppPageViews: 500,
        pageViews: 1658,
        browserSessions: 906,
        mobileAppSessions: 94,
        sessions: 1000,
        buyBoxPercentage: 10.54,
        orderItemSessionPercentage: 2.21,
        unitSessionPercentage: 2.54,
        averageOfferCount: 9686,
        averageParentItems: 9630,
        feedbackReceived: 10,
        negativeFeedbackReceived: 1,
        receivedNegativeFeedbackRate: 10,
      },
    })),
    salesAndTrafficByAsin: ['B123456789', 'B234567890'].map((asin) => ({
      parentAsin: asin,
      childAsin: asin,
      salesByAsin: {
        unitsOrdered: 2 * days,
        orderedProductSales: usd(33.5 * days),
        totalOrderItems: 2 * days,
      },
      trafficByAsin: {
        browserSessions: 13 * days,
        mobileAppSessions: 5 * days,
        sessions: 18 * days,
        browserSessionPercentage: 0.33,
        mobileAppSessionPercentage: 0.2,
        sessionPercentage: 0.26,
        browserPageViews: 21,
        mobileAppPageViews: 22,
        pageViews: 43,
        browserPageViewsPercentage: 0.41,
        mobileAppPageViewsPercentage: 0.2,
        pageViewsPercentage: 0.3,
        buyBoxPercentage: 95.24,
        unitSessionPercentage: 7.69,
      },
    })),
  };
}

/** The columns of the published list, and one that Amazon might add tomorrow. */
export const ORDER_COLUMNS = [
  'amazon-order-id',
  'merchant-order-id',
  'purchase-date',
  'last-updated-date',
  'order-status',
  'fulfillment-channel',
  'sales-channel',
  'order-channel',
  'ship-service-level',
  'product-name',
  'sku',
  'asin',
  'item-status',
  'quantity',
  'currency',
  'item-price',
  'item-tax',
  'shipping-price',
  'shipping-tax',
  'gift-wrap-price',
  'gift-wrap-tax',
  'item-promotion-discount',
  'ship-promotion-discount',
  'ship-city',
  'ship-state',
  'ship-postal-code',
  'ship-country',
  'promotion-ids',
  'cpf',
  'is-business-order',
  'purchase-order-number',
  'price-designation',
  'buyer-nickname',
] as const;

/** Only the lines of orders within the dates, ends with a line end. */
export function orderReport(
  { dataStartTime = '', dataEndTime = '' }: Specification,
  { orders }: Seller,
): string {
  const at = ORDER_COLUMNS.indexOf('purchase-date');
  const lines = orders.filter((line) => {
    const bought = Date.parse(line[at] ?? '');
    return bought >= Date.parse(dataStartTime) && bought < Date.parse(dataEndTime);
  });
  return `${[ORDER_COLUMNS, ...lines].map((line) => line.join('\t')).join('\r\n')}\r\n`;
}

/** A line with what is asked for, and a buyer in every other place. */
export function orderLine(told: Partial<Record<(typeof ORDER_COLUMNS)[number], string>>): string[] {
  const usual: Partial<Record<string, string>> = {
    'order-status': 'Shipped',
    'fulfillment-channel': 'Amazon',
    'sales-channel': 'Amazon.com',
    'ship-service-level': 'Expedited',
    'product-name': 'Crochet basket "Ä", 30 cm',
    asin: 'B123456789',
    'item-status': 'Shipped',
    quantity: '1',
    currency: 'USD',
    'item-price': '19.99',
    'item-tax': '1.65',
    'ship-city': 'SPRINGFIELD',
    'ship-state': 'OR',
    'ship-postal-code': '97477',
    'ship-country': 'US',
    cpf: '123.456.789-09',
    'is-business-order': 'false',
    'purchase-order-number': 'PO-JENNY',
    'buyer-nickname': 'jenny_r',
  };
  return ORDER_COLUMNS.map((column) => told[column] ?? usual[column] ?? '');
}
