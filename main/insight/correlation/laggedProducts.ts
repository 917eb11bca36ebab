/**
 * Sums of x[t - lead] · y[t] for every lead from -maxLead to maxLead, at index maxLead + lead.
 *
 * Four leads a pass over the data: each y is loaded once for four products, and four running sums don't wait for each other.
 */
export function laggedProducts(x: Float64Array, y: Float64Array, maxLead: number): Float64Array {
  const sums = new Float64Array(2 * maxLead + 1);
  let lead = -maxLead;
  for (; lead + 3 <= maxLead; lead += 4) fourLeads(x, y, lead, sums, maxLead + lead);
  for (; lead <= maxLead; lead++) sums[maxLead + lead] = oneLead(x, y, lead, 0, y.length);
  return sums;
}

function fourLeads(x: Float64Array, y: Float64Array, lead: number, sums: Float64Array, at: number): void {
  const n = y.length;
  // The days on which all four partners exist; the few others are added one lead at a time.
  const from = Math.min(Math.max(lead + 3, 0), n);
  const to = Math.max(Math.min(n + lead, n), from);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let t = from; t < to; t++) {
    const value = y[t] as number;
    const partner = t - lead;
    a += value * (x[partner] as number);
    b += value * (x[partner - 1] as number);
    c += value * (x[partner - 2] as number);
    d += value * (x[partner - 3] as number);
  }
  sums[at] = a + oneLead(x, y, lead, 0, from) + oneLead(x, y, lead, to, n);
  sums[at + 1] = b + oneLead(x, y, lead + 1, 0, from) + oneLead(x, y, lead + 1, to, n);
  sums[at + 2] = c + oneLead(x, y, lead + 2, 0, from) + oneLead(x, y, lead + 2, to, n);
  sums[at + 3] = d + oneLead(x, y, lead + 3, 0, from) + oneLead(x, y, lead + 3, to, n);
}

function oneLead(x: Float64Array, y: Float64Array, lead: number, from: number, to: number): number {
  let total = 0;
  const last = Math.min(to, x.length + lead);
  for (let t = Math.max(from, lead); t < last; t++) total += (y[t] as number) * (x[t - lead] as number);
  return total;
}
