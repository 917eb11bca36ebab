import type { CustomScheme, Protocol } from 'electron';

export type Fetch = (request: Request) => Response | Promise<Response>;

/** `protocol`: what the program says about its schemes, and who answers them. */
export class PlayedProtocol implements Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'> {
  readonly privileged: CustomScheme[] = [];
  readonly #handlers = new Map<string, Fetch>();

  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    this.privileged.push(...schemes);
  }

  handle(
    scheme: string,
    handler: (request: GlobalRequest) => GlobalResponse | Promise<GlobalResponse>,
  ): void {
    this.#handlers.set(scheme, handler as Fetch);
  }

  handlerOf(scheme: string): Fetch | null {
    return this.#handlers.get(scheme) ?? null;
  }
}
