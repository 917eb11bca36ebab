import { claimLease } from '../lease.ts';
import { quietLog } from './quietLog.ts';

/** Waits for the word, claims the folder, says how it went and holds on until it is killed or told to let go. */
const [folder = ''] = process.argv.slice(2);
process.stdout.write('ready\n');
process.stdin.once('data', async () => {
  const claimed = await claimLease(folder, {
    hostKind: 'cli',
    address: 'http://127.0.0.1:4000/?token=hidden',
    clock: () => new Date(),
    log: quietLog(),
    onFront: () => process.stdout.write('front\n'),
  });
  process.stdout.write(`${claimed.ok ? 'holds' : claimed.failure.code}\n`);
  process.stdin.once('data', async () => {
    if (claimed.ok) await claimed.value.release();
    process.exit(0);
  });
});
