import type { VirtualClock } from '../../conformance/sources/virtualClock.ts';
import {
  type Arrived,
  createThrottle,
  type Reply,
  startVendorServer,
  type VendorServer,
} from './vendorServer.ts';

/** `limit` (30, 0 for all), `skip` and `select`, as https://dummyjson.com/docs tells; 100 requests in ten seconds. */
export function startDummyJson(
  clock: VirtualClock,
  counts: { products: number; users: number; carts: number },
): Promise<VendorServer> {
  const tables = {
    products: Array.from({ length: counts.products }, (_, index) => product(index + 1)),
    users: Array.from({ length: counts.users }, (_, index) => user(index + 1)),
    carts: Array.from({ length: counts.carts }, (_, index) => cart(index + 1)),
  };
  const throttle = createThrottle(clock, 100, 10);
  return startVendorServer(clock, (arrived) => {
    const wait = throttle();
    if (wait > 0)
      return {
        status: 429,
        headers: { 'X-RateLimit-Reset': String(Math.ceil(clock.now() / 1000) + wait) },
        json: { message: 'Too many requests from this IP, please try again later' },
      };
    const name = arrived.path.slice(1);
    if (name === 'products' || name === 'users' || name === 'carts') return page(arrived, name, tables[name]);
    return { status: 404, json: { message: `Cannot ${arrived.method} ${arrived.path}` } };
  });
}

function page(arrived: Arrived, name: string, rows: readonly Record<string, unknown>[]): Reply {
  const limit = Number(arrived.query['limit'] ?? 30);
  const skip = Number(arrived.query['skip'] ?? 0);
  if (!Number.isInteger(limit))
    return { status: 400, json: { message: `Invalid 'limit' - must be a number` } };
  if (!Number.isInteger(skip)) return { status: 400, json: { message: `Invalid 'skip' - must be a number` } };
  const wanted = rows.slice(skip, limit === 0 ? undefined : skip + limit);
  const select = arrived.query['select']?.split(',');
  const shown =
    select === undefined
      ? wanted
      : wanted.map((row) => Object.fromEntries(['id', ...select].map((field) => [field, row[field]])));
  return { json: { [name]: shown, total: rows.length, skip, limit: shown.length } };
}

function product(id: number): Record<string, unknown> {
  return {
    id,
    title: `Beaded bracelet ${id}`,
    description: 'Glass beads on elastic cord.',
    category: 'womens-jewellery',
    price: 9.99 + id,
    discountPercentage: 7.17,
    rating: 4.5,
    stock: id % 40,
    tags: ['jewellery', 'bracelets'],
    // Not every product has a brand.
    ...(id % 3 === 0 ? {} : { brand: 'Tidewater' }),
    sku: `JEW-TID-${id}`,
    weight: 2,
    dimensions: { width: 6.2, height: 1, depth: 6.4 },
    warrantyInformation: '1 month warranty',
    shippingInformation: 'Ships in 3-5 business days',
    availabilityStatus: 'In Stock',
    reviews: [
      {
        rating: 5,
        comment: 'Lovely.',
        date: '2025-04-30T09:41:02.053Z',
        reviewerName: 'Ada Example',
        reviewerEmail: 'ada@x.dummyjson.com',
      },
    ],
    returnPolicy: '30 days return policy',
    minimumOrderQuantity: 1,
    meta: {
      createdAt: '2025-04-30T09:41:02.053Z',
      updatedAt: '2025-04-30T09:41:02.053Z',
      barcode: '9164035109868',
      qrCode: 'https://cdn.dummyjson.com/public/qr-code.png',
    },
    images: ['https://cdn.dummyjson.com/product-images/1.webp'],
    thumbnail: 'https://cdn.dummyjson.com/product-images/thumbnail.webp',
  };
}

function user(id: number): Record<string, unknown> {
  return {
    id,
    firstName: 'Ada',
    age: 20 + (id % 50),
    gender: 'female',
    email: 'ada@x.dummyjson.com',
    password: 'adapass',
    birthDate: '1996-5-30',
    role: 'user',
    ssn: '900-590-289',
    address: { address: '626 Main Street', city: 'Phoenix', state: 'Mississippi', country: 'United States' },
    bank: { cardNumber: '9289760655481815' },
  };
}

function cart(id: number): Record<string, unknown> {
  const line = { id: 1, title: 'Beaded bracelet 1', price: 10.99, quantity: 2, total: 21.98 };
  return {
    id,
    products: [
      {
        ...line,
        discountPercentage: 7.17,
        discountedTotal: 20.4,
        thumbnail: 'https://cdn.dummyjson.com/t.webp',
      },
    ],
    total: 21.98,
    discountedTotal: 20.4,
    userId: id,
    totalProducts: 1,
    totalQuantity: 2,
  };
}
