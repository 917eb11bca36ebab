import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `pagesServer <records>`: pages of a hundred, by `?page=`, in a process of its own: what is measured is who reads them. */
const PAGE = 100;
const records = Number(process.argv[2] ?? '1000');
const start = Date.parse('2024-01-01T00:00:00Z');

const server = createServer((request, response) => {
  const page = Number(new URL(request.url ?? '/', 'http://server').searchParams.get('page') ?? '0');
  const from = page * PAGE;
  const body = JSON.stringify({
    data: Array.from({ length: Math.max(0, Math.min(PAGE, records - from)) }, (_, at) => recordOf(from + at)),
  });
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());

function recordOf(id: number) {
  return {
    id,
    name: `Customer ${id}`,
    email: `customer${id}@example.test`,
    total: (id % 1000) / 100,
    currency: 'EUR',
    paid: id % 3 === 0,
    address: { city: 'Springfield', zip: String(10_000 + (id % 80_000)) },
    tags: ['a', 'b'],
    updated_at: new Date(start + id * 1000).toISOString().replace('.000', ''),
  };
}
