import { createVirtualClock } from '../../conformance/sources/virtualClock.ts';
import type { Yard } from '../../models/purchases/yard.ts';
import { startAmazon } from '../servers/amazon/amazon.ts';
import { orderLine } from '../servers/amazon/reportBodies.ts';
import { landSource } from './landSource.ts';

const line = (order: string, at: string, more: Parameters<typeof orderLine>[0] = {}) =>
  orderLine({ 'amazon-order-id': order, 'purchase-date': at, sku: 'BASKET', ...more });

const PENDING = { 'order-status': 'Pending', 'item-price': '', currency: '' };

const ORDERS = [
  // The evening of the 14th in New York.
  line('1', '2026-08-15T03:59:59+00:00', { quantity: '2', 'item-price': '39.98' }),
  line('2', '2026-08-15T04:00:00+00:00', { 'item-promotion-discount': '5.00' }),
  line('2', '2026-08-15T04:00:00+00:00'),
  line('3', '2026-08-15T12:00:00+00:00', { 'order-status': 'Cancelled', 'item-price': '' }),
  line('4', '2026-08-15T13:00:00+00:00', { 'item-status': 'Cancelled' }),
  line('5', '2026-08-17T13:00:00+00:00', PENDING),
  line('6', '2026-08-18T13:00:00+00:00', { sku: 'capybara-mug', 'item-price': '16.00' }),
  line('7', '2026-08-18T13:00:00+00:00', { sku: 'NEVER-PRICED', ...PENDING }),
];

/** Amazon's orders, in the afternoon of 20 August 2026. */
export async function landOrders(yard: Yard): Promise<void> {
  const clock = createVirtualClock(Date.parse('2026-08-20T15:00:00Z'));
  const amazon = await startAmazon(clock, {
    clientId: 'amzn1.application-oa2-client.1',
    clientSecret: 'secret',
    refreshToken: 'Atzr|refresh',
    marketplaces: ['ATVPDKIKX0DER'],
    roles: ['Inventory and Order Tracking'],
    endings: [],
    queuedMs: 20_000,
    workingMs: 40_000,
    orders: ORDERS,
  });
  await landSource(yard, clock, {
    name: 'amazon',
    origin: amazon.origin,
    vendor: ['https://api.amazon.com', 'https://sellingpartnerapi-na.amazon.com'],
    filledIn: { client_id: 'amzn1.application-oa2-client.1' },
    secrets: { 'amazon.client_secret': 'secret', 'amazon.refresh_token': 'Atzr|refresh' },
  });
  await amazon.stop();
}
