/** What a browser without a session sees: why, and how to get in. Self-contained, since it may load nothing. */
export function refusedPage(): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Leadline: sign in</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; box-sizing: border-box; }
  main { max-width: 34rem; }
  h1 { font-size: 1.25rem; margin: 0 0 8px; }
  p { margin: 0 0 8px; }
</style>
<main>
  <h1>This browser is not signed in to Leadline</h1>
  <p>Leadline answers only the browser that was given its link, so that no other page or program on this machine can read your figures.</p>
  <p>Open the link printed in the terminal where Leadline runs. If it was restarted, the earlier link no longer works: take the new one.</p>
</main>
</html>
`;
}
