import type { ClientContext, ClientLink } from '@orpc/client';
import type { Connection } from './connection.ts';
import { disconnected } from './failures.ts';

/** Sends each call over whatever line is live. A call cut off with its line fails as DISCONNECTED: whether it was done is unknown, so it is never sent twice. */
export function createLink(connection: Connection): ClientLink<ClientContext> {
  return {
    async call(path, input, options) {
      const line = await connection.line(options.signal);
      options.signal?.throwIfAborted();
      if (line === null) throw disconnected();
      let cut = false;
      void line.ended.then(() => {
        cut = true;
      });
      try {
        return await line.link.call(path, input, options);
      } catch (error) {
        // The end of the line and the failure of its calls arrive in one turn of the event loop, in either order.
        await new Promise((resolve) => setTimeout(resolve));
        if (cut && !options.signal?.aborted) throw disconnected();
        throw error;
      }
    },
  };
}
