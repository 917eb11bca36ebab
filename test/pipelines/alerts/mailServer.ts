import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Certificate } from '../../warehouse/certificates.ts';

export interface MailServer {
  readonly port: number;
  /** Whole messages as they came over the wire, with whom they were for. */
  readonly got: {
    readonly from: string;
    readonly to: readonly string[];
    readonly text: string;
    readonly secure: boolean;
  }[];
  /** Logins that were tried. */
  readonly logins: { readonly user: string; readonly password: string }[];
  /** Connections that were opened. */
  connections(): number;
  /** Breaks every connection off. */
  cut(): void;
  close(): Promise<void>;
}

/** A real mail server on loopback; `more` bends it. */
export async function startMailServer(
  certificate: Certificate,
  password: string,
  more: Partial<SMTPServerOptions> = {},
): Promise<MailServer> {
  const got: MailServer['got'] = [];
  const logins: MailServer['logins'] = [];
  let connections = 0;
  const server = new SMTPServer({
    ...certificate,
    disableReverseLookup: true,
    authMethods: ['PLAIN', 'LOGIN'],
    name: 'mail.test',
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onAuth(auth, _session, done) {
      logins.push({ user: auth.username ?? '', password: auth.password ?? '' });
      if (auth.password === password) done(null, { user: auth.username });
      else done(Object.assign(new Error(`5.7.8 No, ${auth.password} is wrong`), { responseCode: 535 }));
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        got.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(pieces).toString('utf8'),
          secure: session.secure,
        });
        done(null, `2.0.0 kept as number ${got.length}`);
      });
    },
    ...more,
  });
  // A client that leaves in the middle is what these tests are about.
  server.on('error', () => {});
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    got,
    logins,
    connections: () => connections,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((closed) => {
        for (const connection of server.connections) connection.close();
        server.close(() => closed());
      }),
  };
}
