import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { read, type WorkBook } from 'xlsx';

/** 0: always calculate anew. Otherwise LibreOffice shows what the file says a formula came to, whatever that is. */
const ALWAYS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/**
 * Workbooks as LibreOffice calculates them, whatever results they hold, in the order of the files; null where it isn't installed, and
 * then one line says what wasn't tried.
 */
export async function recalculated(files: readonly string[], untried: string): Promise<WorkBook[] | null> {
  const saved = await savedByLibreOffice(files, untried);
  return saved?.map((bytes) => read(bytes, { type: 'buffer', cellNF: true })) ?? null;
}

/** The same files as LibreOffice saves them. */
export async function savedByLibreOffice(
  files: readonly string[],
  untried: string,
): Promise<Buffer[] | null> {
  if (spawnSync('soffice', ['--version']).error !== undefined) {
    process.stdout.write(`not run here (LibreOffice is not installed): ${untried}\n`);
    return null;
  }
  const folder = await mkdtemp(join(tmpdir(), 'leadline-office-'));
  try {
    const profile = join(folder, 'profile');
    const out = join(folder, 'out');
    await mkdir(join(profile, 'user'), { recursive: true });
    await writeFile(join(profile, 'user', 'registrymodifications.xcu'), ALWAYS);
    const { stdout, stderr } = await promisify(execFile)('soffice', [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      out,
      ...files,
    ]);
    const saved = files.map((file) => readFile(join(out, basename(file))));
    return await Promise.all(saved).catch((error: unknown) => {
      throw new Error(`LibreOffice wrote nothing: ${stdout} ${stderr}`, { cause: error });
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
