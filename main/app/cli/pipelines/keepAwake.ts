/** A program whose steps all wait has nothing that keeps it running: this does, until it is ended. */
export function keepAwake(): { end(): void } {
  const timer = setInterval(() => undefined, 60_000);
  return { end: () => clearInterval(timer) };
}
