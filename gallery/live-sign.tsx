/** Whether what is shown is how things are now. */
export function LiveSign({ loaded, live }: { readonly loaded: boolean; readonly live: boolean }) {
  const words = live ? (loaded ? 'Live' : 'Loading…') : 'Not reachable, trying again';
  return (
    <p class={live && loaded ? 'live-sign live' : 'live-sign'} role="status">
      {words}
    </p>
  );
}
