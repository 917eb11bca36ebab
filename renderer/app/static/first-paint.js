// Runs before anything is drawn, so that a dark window doesn't open white. The cookie is for the browser host, whose
// port, and with it the storage, is another one at every start.
(() => {
  const kept = localStorage.getItem('leadline-theme') ?? /leadline-theme=(\w+)/.exec(document.cookie)?.[1];
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
