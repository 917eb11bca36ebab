import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { whenWords } from '../../shared/domain/whenWords.ts';
import type { Failure, Result } from '../../shared/errors/failure.ts';
import { fail, ok } from '../../shared/errors/failure.ts';
import { type Loopback, openLoopback } from '../rpc/loopback/server.ts';
import { createPageHost } from '../rpc/pageHost.ts';
import { createPages } from '../rpc/pages.ts';
import { openInBrowser } from './browser.ts';
import { findPlaces, type Places, projectRoot } from './places.ts';
import { untilStopped } from './stop.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

export interface ServeOptions {
  /** Without one, the workspace opened last, or the welcome screen. */
  readonly workspace?: string | undefined;
  readonly port?: number | undefined;
  readonly openBrowser: boolean;
  /** The addresses as one JSON line on standard output, for scripts. */
  readonly json?: boolean | undefined;
}

const out = (text: string) => void process.stdout.write(`${text}\n`);
const say = (text: string) => void process.stderr.write(`${text}\n`);

/** The workbench on loopback for an ordinary browser, until Ctrl-C. Resolves with the exit code. */
export async function serve(options: ServeOptions): Promise<number> {
  const stopped = untilStopped();
  const opened = await open(options);
  if (!opened.ok) return explain(opened.failure);
  const { workbench, loopback } = opened.value;

  await announce(loopback, options);
  await stopped;
  const next = workbench.schedule.paused() ? null : workbench.schedule.next();
  if (next !== null)
    say(`${next.title} is due ${whenWords(next.at, new Date())} and won't run while Leadline is stopped.`);
  say('Stopping …');
  await loopback.close();
  await workbench.close();
  return 0;
}

async function open(options: ServeOptions): Promise<Result<{ workbench: Workbench; loopback: Loopback }>> {
  const places = findPlaces(projectRoot());
  const built = await screensBuilt(places);
  if (!built.ok) return built;
  let loopback: Loopback | undefined;
  const opened = await openWorkbench({
    places,
    host: createPageHost(),
    address: () => loopback?.address,
    onFront: () => loopback && announce(loopback, { ...options, openBrowser: true }),
  });
  if (!opened.ok) return opened;
  const workbench = opened.value;
  const listening = await openLoopback(
    workbench,
    createPages(places.pages, { connect: "'self'" }),
    options.port ?? 0,
  );
  if (!listening.ok) return closing(workbench, listening);
  loopback = listening.value;
  const begun = await workbench.begin(options.workspace);
  if (!begun.ok) {
    await loopback.close();
    return closing(workbench, begun);
  }
  return ok({ workbench, loopback });
}

async function screensBuilt({ pages }: Places): Promise<Result<void>> {
  const there = await access(join(pages, 'index.html')).then(
    () => true,
    () => false,
  );
  if (there) return ok(undefined);
  return fail('FILE_INVALID', {
    message: 'The screens are not built yet.',
    next: 'Run npm start, which builds what is missing, or npm run build and then this again.',
    subject: pages,
  });
}

async function closing<T>(workbench: Workbench, result: T): Promise<T> {
  await workbench.close();
  return result;
}

async function announce(loopback: Loopback, { openBrowser, json }: ServeOptions): Promise<void> {
  if (json) {
    out(JSON.stringify({ address: loopback.address, link: loopback.signInLink }));
    return;
  }
  const shown = openBrowser && (await openInBrowser(loopback.ticketLink()));
  say(
    shown
      ? 'Leadline is open in your browser. To open it in another, use this link:'
      : 'Leadline is ready. Open this link in a browser on this machine:',
  );
  out(`  ${loopback.signInLink}`);
  say('Ctrl-C stops it.');
}

function explain(failure: Failure): number {
  say(`${failure.message}\n${failure.next}`);
  // Finding the first start is what a second start is for.
  return failure.code === 'WORKSPACE_IN_USE' ? 0 : 1;
}
