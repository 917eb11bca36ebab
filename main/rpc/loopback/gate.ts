import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the loopback host. Every request must name this host exactly, come from this origin if it names
 * one, and carry the session cookie. The cookie is given in exchange for a token, which is either the one printed
 * in the terminal (valid while the program runs) or a ticket (valid once, for a minute: it is handed to the
 * browser in an argument list, where others on the machine may read it).
 */
export interface Gate {
  readonly token: string;
  readonly cookieName: string;
  /** Empty when the request may pass, otherwise why not. */
  refusal(request: IncomingMessage, needs: { session: boolean; origin: boolean }): string;
  /** The Set-Cookie value if the offered token is good, null otherwise. */
  exchange(offered: string): string | null;
  ticket(): string;
}

const TICKET_MS = 60_000;

export function createGate({ port, clock }: { port: number; clock: () => number }): Gate {
  const token = randomBytes(24).toString('base64url');
  const session = randomBytes(24).toString('base64url');
  const cookieName = `leadline-${port}`;
  const tickets = new Map<string, number>();
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));

  function spend(offered: string): boolean {
    for (const [ticket, until] of tickets) {
      if (until < clock()) tickets.delete(ticket);
      else if (same(ticket, offered)) return tickets.delete(ticket);
    }
    return false;
  }

  return {
    token,
    cookieName,
    refusal(request, needs) {
      const { host, origin, cookie } = request.headers;
      if (host === undefined || !hosts.has(host)) return 'This address is not Leadline’s.';
      if (origin !== undefined && origin !== `http://${host}`)
        return 'Another site may not talk to Leadline.';
      if (needs.origin && (origin === undefined || !origins.has(origin)))
        return 'The caller names no origin.';
      if (needs.session && !same(cookieValue(cookie, cookieName), session))
        return 'This browser holds no session.';
      return '';
    },
    exchange(offered) {
      if (!same(offered, token) && !spend(offered)) return null;
      return `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`;
    },
    ticket() {
      const ticket = randomBytes(24).toString('base64url');
      tickets.set(ticket, clock() + TICKET_MS);
      return ticket;
    },
  };
}

function cookieValue(header: string | undefined, name: string): string {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.split('=', 2);
    if (key?.trim() === name) return value?.trim() ?? '';
  }
  return '';
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
