export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** As `attach` takes a file that mustn't be changed. */
export function readOnlyUri(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  // A drive letter stays as it is: `file:///C:/…`.
  const rooted = /^[A-Za-z]%3A\//.test(path) ? `/${path.replace('%3A', ':')}` : path;
  return `file:${rooted}?mode=ro`;
}
