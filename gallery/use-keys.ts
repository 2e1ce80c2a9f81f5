import { useLayoutEffect } from 'preact/hooks';

/** What each key does; undefined does nothing. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>;

/**
 * Listens to keys while a component is there: those pressed in the dialog if it is in one, and
 * those of the page while there is none. Whoever types or chooses is left alone.
 */
export function useKeys(keys: Keys, inDialog = false): void {
  // Not after painting: a second key may come sooner than that.
  useLayoutEffect(() => {
    const follow = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof Element && event.target.closest('select, input, textarea'))
        return;
      if (inDialog !== (document.querySelector('dialog[open]') !== null)) return;
      const act = keys[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', follow);
    return () => removeEventListener('keydown', follow);
  });
}
