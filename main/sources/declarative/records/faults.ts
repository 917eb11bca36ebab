import type { TroubleKind } from '../../trouble.ts';
import { Trouble } from '../../trouble.ts';
import type { Component } from '../component.ts';

/** The manifest says what can't be meant: which component, and why. */
export function wrongManifest(component: Component, why: string): Trouble {
  return new Trouble('config', {
    code: 'MANIFEST_INVALID',
    message: `${component.type} at ${component.path} (line ${component.at.line}): ${why}.`,
    next: 'Correct the manifest there and open the source again.',
    retry: false,
  });
}

/** The dialect has it, Leadline doesn't. */
export function unsupported(component: Component, reason: string): Trouble {
  return new Trouble('unsupported', {
    code: 'STREAM_UNSUPPORTED',
    message: `${component.type} at ${component.path} can't run here: ${reason}.`,
    next: 'Other streams of the source are not affected.',
    subject: component.type,
    retry: false,
  });
}

/** The answer is not what the connector expects. */
export function unexpected(stream: string, why: string, kind: TroubleKind = 'system'): Trouble {
  return new Trouble(kind, {
    code: 'SOURCE_FAILED',
    message: `Stream ${stream}: ${why}.`,
    next:
      kind === 'transient'
        ? 'Try again later.'
        : 'Look at the trace of the stream, and compare the answer with what the manifest expects.',
    subject: stream,
    retry: kind === 'transient',
  });
}

export function cancelled(stream: string): Trouble {
  return new Trouble('transient', {
    code: 'CANCELLED',
    message: `Reading the stream ${stream} was stopped.`,
    next: 'Start it again when you want it; what was committed is kept.',
    subject: stream,
    retry: true,
  });
}
