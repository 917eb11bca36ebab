/** A vendor's words may repeat the key they refuse. */
export function redacted(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '•••');
  return clean;
}

/** The value itself, and the key inside of `Bearer key`. */
export function partsOfSecret(value: string): string[] {
  const inside = value.split(' ').filter((part) => part.length >= 8);
  return [value, encodeURIComponent(value), ...inside];
}
