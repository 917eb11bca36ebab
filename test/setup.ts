import chromium from '@sparticuz/chromium';

/**
 * Unpacks the Chromium of the tests once, before any test: two files that began at the same time would each take the
 * other's half-written program for a whole one.
 */
export default async function setup(): Promise<void> {
  chromium.setGraphicsMode = false;
  await chromium.executablePath();
}
