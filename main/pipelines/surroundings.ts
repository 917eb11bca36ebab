import type { Zone } from '../../shared/domain/zone.ts';

export interface Power {
  /** Null where the machine can't tell. */
  readonly onBattery: boolean | null;
  /** 0 to 1. */
  readonly charge: number | null;
  readonly metered: boolean | null;
}

/** What the machine and the network are like just now. */
export interface Surroundings {
  power(signal: AbortSignal): Promise<Power>;
  /**
   * Whether the hosts a step needs can be reached: each is looked up and connected to, never "the internet". Empty: true.
   * Answers within ten seconds.
   */
  reachable(hosts: readonly HostPort[], signal: AbortSignal): Promise<boolean>;
  /** The zone of the device, which travels. */
  zone(): Zone;
}

export interface HostPort {
  readonly host: string;
  readonly port: number;
}
