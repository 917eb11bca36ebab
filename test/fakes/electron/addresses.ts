/**
 * Chromium outside Electron can't be taught a scheme, so a page of `app://leadline` lives at an https origin of its own
 * that no name server knows, and every address is translated where the program sees it.
 */
const SUFFIX = 'played.invalid';

export function toChromium(address: string): string {
  const found = /^([a-z]+):\/\/([^/?#]*)(.*)$/s.exec(address);
  if (!found || found[1] === 'https' || found[1] === 'http') return address;
  return `https://${found[2]}.${found[1]}.${SUFFIX}${found[3]}`;
}

export function fromChromium(address: string): string {
  const found = /^https:\/\/([^/?#]*)\.([a-z]+)\.played\.invalid(.*)$/s.exec(address);
  return found ? `${found[2]}://${found[1]}${found[3]}` : address;
}
